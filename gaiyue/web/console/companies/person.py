"""One person who acts for a company, for staff: another role, or removal."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gaiyue.people.permissions import May
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.member_page import member_page


@open_to(Door.STAFF, needs=May.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Request, code: str, account: int) -> HttpResponse:
    """GET: what they are. POST: another role, or `remove`."""
    up = reverse("console_company", args=[code])
    return member_page(request, account, company=code, up=up)
