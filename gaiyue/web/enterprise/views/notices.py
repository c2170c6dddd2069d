"""What others did to the visits and the people of one's companies: read, and marked as read."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gaiyue.notify import notices as mine
from gaiyue.notify.wording import say_notice
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice in words."""

    id: int
    text: str
    enterprise: str
    url: str
    at: datetime
    is_new: bool


@open_to(Door.COMPANY)
@require_safe
def notices(request: Request) -> HttpResponse:
    """Latest first, the unread ones marked."""
    rows, total, number = mine.notices(request.actor, page=page_number(request))
    shown = [
        ShownNotice(
            id=row.id,
            text=say_notice(row.kind, row.facts),
            enterprise=str(row.facts["enterprise"]),
            url=_about(row),
            at=row.at,
            is_new=row.is_new,
        )
        for row in rows
    ]
    page = as_page(shown, total=total, number=number, size=mine.PAGE)
    return render(request, "enterprise/notices.html", {"page": page})


@open_to(Door.COMPANY)
@require_POST
def notices_read(request: Request) -> HttpResponse:
    """One was read, or all of them."""
    one = request.POST.get("notice", "")
    if one.isascii() and one.isdecimal() and len(one) <= len(str(2**62)) - 1:
        mine.read_notice(int(one), actor=request.actor)
    else:
        mine.read_all_notices(actor=request.actor)
    return HttpResponseRedirect(reverse("notices"))


def _about(row: mine.NoticeRow) -> str:
    """The page of what the notice is about."""
    if "reference" in row.facts:
        return reverse("appointment", args=[row.facts["reference"]])
    return reverse("members")
