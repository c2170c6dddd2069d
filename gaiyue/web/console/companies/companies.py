"""The list of companies: search by name, code or credit code."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gaiyue.people.companies import PAGE, CompanySearch, companies_page
from gaiyue.people.permissions import May
from gaiyue.people.wording import tier_choices
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.people import show_company


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def companies(request: Request) -> HttpResponse:
    """The companies by name; ?q= searches, ?only= narrows."""
    search = CompanySearch(
        q=request.GET.get("q", "").strip()[:128].replace("\0", ""), only=request.GET.get("only", "")
    )
    found = companies_page(search, actor=request.actor, page=page_number(request))
    rows = [show_company(row) for row in found.rows]
    choices = [("", _("全部企业")), ("unverified", _("未核实")), *tier_choices()[1:]]
    context = {
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "total": found.total,
        "query": query_without_page(request),
        "q": search.q,
        "only": search.only,
        "choices": choices,
    }
    return render(request, "console/companies/list.html", context)
