"""What others did to the visits and the people of one's companies: read, and marked as read."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gaiyue.notify import notices as mine
from gaiyue.web.enterprise.notes import show_notice
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number


@open_to(Door.COMPANY)
@require_safe
def notices(request: Request) -> HttpResponse:
    """Latest first, the unread ones marked."""
    rows, total, number = mine.notices(request.actor, page=page_number(request))
    shown = [show_notice(row) for row in rows]
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
