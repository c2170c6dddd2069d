"""The HTML of a mail, shut into a frame of its own, and its invitation as a file."""

from base64 import b64encode
from typing import Final

from django.http import HttpResponse

from gaiyue.base.errors import NotThere
from gaiyue.notify.channels.wire import picture_id, qr_png

SHUT_IN: Final = (
    "; ".join(("sandbox", "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:"))
    + "; frame-ancestors 'self'"
)
"""A mail runs nothing, loads nothing and leads nowhere; its own inline styles are how mails look."""


def mail_frame(html: str, *, about: str = "", qr: str = "") -> HttpResponse:
    """The answer for the frame. `about` and `qr` are the visit and the address of the picture that comes with it."""
    if about and qr:
        picture = b64encode(qr_png(qr)).decode()
        html = html.replace(f"cid:{picture_id(about)}", f"data:image/png;base64,{picture}")
    answer = HttpResponse(html)
    answer.headers["Content-Security-Policy"] = SHUT_IN
    return answer


def mail_calendar(calendar: str, *, name: str) -> HttpResponse:
    """The invitation to be saved and opened; NotThere for a mail without one."""
    if not calendar:
        raise NotThere(name)
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer
