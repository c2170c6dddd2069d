"""The outgoing mail of a demo: the list, one mail, its HTML shut into a frame of its own, and its invitation."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from gaiyue.notify.addresses import address_in
from gaiyue.notify.queries import PAGE, mail, mails
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.mail_frame import mail_calendar, mail_frame
from gaiyue.web.shared.paging import as_page, page_number, query_without_page

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
"""A sign-in code, as it stands in the text."""


@open_to(Door.EVERYBODY)
@require_safe
def demo_mail(request: Request) -> HttpResponse:
    """What the demo would have sent, latest first; ?to= finds a part of an address."""
    to = request.GET.get("to", "")
    found = mails(actor=request.actor, address=to, page=page_number(request))
    context = {
        "page": as_page(found.rows, total=found.total, number=found.number, size=PAGE),
        "to": to,
        "query": query_without_page(request),
    }
    return render(request, "mailbox/inbox.html", context)


@open_to(Door.EVERYBODY)
@require_safe
def demo_mail_one(request: Request, number: int) -> HttpResponse:
    """One mail, with the code to type in large print where there is one, and the file that came with it."""
    row = mail(number, actor=request.actor)
    code = CODE.search(row.text) if row.kind.startswith("sign_in.") else None
    context = {"mail": row, "text": row.text.strip(), "code": code[0] if code else ""}
    return render(request, "mailbox/mail.html", context)


@open_to(Door.EVERYBODY)
@require_safe
@xframe_options_sameorigin
def demo_mail_html(request: Request, number: int) -> HttpResponse:
    """The HTML of a mail as it was written, for the frame on its page."""
    row = mail(number, actor=request.actor)
    qr = reverse("visit_door", args=[row.about]) if row.about else ""
    return mail_frame(row.html, about=row.about, qr=qr and address_in(request.park, qr))


@open_to(Door.EVERYBODY)
@require_safe
def demo_mail_calendar(request: Request, number: int) -> HttpResponse:
    """The invitation of a mail, as the file that came with it."""
    row = mail(number, actor=request.actor)
    return mail_calendar(row.calendar, name=row.about)
