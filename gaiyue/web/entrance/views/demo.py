"""In a demo, be somebody by one click. Elsewhere these addresses lead to the sign-in page, or nowhere."""

from django.contrib.auth import login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.people.access import person_of
from gaiyue.people.demo import is_demo
from gaiyue.people.queries import PAGE, MemberRow, StaffRow, enterprises_page, staff_list
from gaiyue.people.sign_in import account_of
from gaiyue.people.wording import say_size, say_staff_role
from gaiyue.web.entrance.pages import onwards
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_english, in_language
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.switches import back_to


@open_to(Door.EVERYBODY)
@require_safe
def demo_sign_in(request: Request) -> HttpResponse:
    """Whom to be in the demo."""
    if not is_demo(request.park):
        return onwards(request, "sign_in")
    asked = request.GET.get("q", "").strip()[:64]
    found = enterprises_page(request.park, q=asked, page=page_number(request))
    rows = [_shown_member(row) for row in found.rows]
    context = {
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "staff": [_shown_staff(row) for row in staff_list(request.park)],
        "q": asked,
        "next": back_to(request, request.GET.get("next"), otherwise=""),
        "query": query_without_page(request),
    }
    return render(request, "entrance/demo_sign_in.html", context)


@open_to(Door.EVERYBODY)
@require_POST
def demo_become(request: Request) -> HttpResponse:
    """Become that person. Only in a demo."""
    asked = request.POST.get("account", "")
    account = None
    if is_demo(request.park) and asked.isascii() and asked.isdecimal():
        account = account_of(request.park, int(asked[:18]))
    if account is None:
        raise Http404
    login(request, account)
    first = reverse("console_today" if person_of(account).staff_role else "home")
    return HttpResponseRedirect(back_to(request, request.POST.get("next"), otherwise=first))


def _shown_member(row: MemberRow) -> dict[str, object]:
    detail = say_size(row.size)
    if not in_english():  # the trade is the company's own word, kept as it was registered
        detail = _("%(industry)s · %(size)s") % {"industry": row.industry, "size": detail}
    return {
        "id": row.id,
        "name": row.name,
        "enterprise_name": row.enterprise_name,
        "detail": detail if row.is_verified else _("%(detail)s · 正在注册") % {"detail": detail},
    }


def _shown_staff(row: StaffRow) -> dict[str, object]:
    department = in_language(row.department_zh, row.department_en)
    return {
        "id": row.id,
        "name": row.name,
        "detail": _("%(department)s · %(role)s")
        % {"department": department, "role": say_staff_role(row.role)},
    }
