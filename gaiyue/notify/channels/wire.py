"""A mail as mail systems pass it on: text, HTML with its picture, and the invitation that calendars understand."""

import io
import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache
from typing import Any, Final

import segno
from django.conf import settings

from gaiyue.base import clock
from gaiyue.notify.outbox import Mail

METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
TEXT: Final[dict[str, Any]] = {"charset": "utf-8", "cte": "base64"}
"""Base64 passes every mail system, also those that count eight bits or long lines as an error."""


def as_message(mail: Mail, *, name: str) -> EmailMessage:
    """The mail with all its parts; `name` is its Message-ID."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr(parseaddr(settings.GAIYUE_MAIL_FROM))
    message["To"] = in_ascii(mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(clock.local(clock.now()))
    message["Message-ID"] = name
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # what Exchange asks for instead
    if (
        mail.about
    ):  # a mail that was never sent, and to which all about one visit answer: programs group them
        message["References"] = f"<visit.{mail.about}@{domain_of_sender()}>"
    message.set_content(mail.text, **TEXT)
    if mail.html:
        message.add_alternative(mail.html, subtype="html", **TEXT)
        if mail.qr:
            _show_qr(message, mail)
    if mail.calendar:
        _invite(message, mail.calendar)
    # Last: what is said of the content before goes into the first part when others are added.
    message["Content-Language"] = "en" if mail.language.startswith("en") else "zh-CN"
    return message


def on_the_wire(mail: Mail, *, name: str) -> bytes:
    """The mail as RFC 5321 wants it: lines end in CR LF, a dot at their beginning is doubled, a dot ends it all."""
    lines = as_message(mail, name=name).as_bytes().removesuffix(b"\r\n").split(b"\r\n")
    doubled = (b"." + line if line.startswith(b".") else line for line in lines)
    return b"\r\n".join(doubled) + b"\r\n.\r\n"


def picture_id(reference: str) -> str:
    """What the HTML calls the picture of a visit's code: the same picture under the same name in every mail."""
    return f"{reference}@qr.gaiyue"


@lru_cache(maxsize=256)
def qr_png(address: str) -> bytes:
    """The code as a picture, four pixels to a square; the same for all readers of a mail, so that it is drawn once."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=4, border=3)
    return picture.getvalue()


def domain_of_sender() -> str:
    """The domain that names our mails."""
    return parseaddr(settings.GAIYUE_MAIL_FROM)[1].rpartition("@")[2] or "localhost"


def in_ascii(address: str) -> str:
    """The address with its domain as the name system has it; UnicodeError for a name before the @ that isn't ASCII."""
    name, at, domain = address.rpartition("@")
    return f"{name.encode('ascii').decode()}{at}{domain.encode('idna').decode()}"


def _show_qr(message: EmailMessage, mail: Mail) -> None:
    html = list(message.iter_parts())[-1]
    name = f"<{picture_id(mail.about)}>"
    picture = qr_png(mail.qr)
    how: dict[str, Any] = {"cid": name, "filename": f"{mail.about}.png", "disposition": "inline"}
    html.add_related(picture, "image", "png", **how)


def _invite(message: EmailMessage, calendar: str) -> None:
    """As a part that programs read, and once more as a file for those that only open files: one entry all the same."""
    found = METHOD.search(calendar)
    method = found[1] if found else "PUBLISH"
    message.add_alternative(calendar, subtype="calendar", params={"method": method}, **TEXT)
    message.add_attachment(calendar.encode(), "application", "ics", filename="invite.ics")
