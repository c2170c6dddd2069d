"""Search by anything: a reference, a company, a person, a number; visits and companies side by side."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from gaiyue.base.errors import NotThere
from gaiyue.booking.queries.search import PAGE, Typed, VisitHits, find_visits, read_typed
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.people.permissions import May
from gaiyue.people.search import CompanyHits, find_companies
from gaiyue.web.console.visits.marked import marked, marked_number
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.show import show_visit

FEW = 8
"""How many of each group the first page shows."""

TYPED_AT_MOST = 200


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def find(request: Request) -> HttpResponse:
    """?q= is what was typed; ?in=visits or companies shows one group alone, page by page."""
    typed = read_typed(request.GET.get("q", "")[:TYPED_AT_MOST])
    group = request.GET.get("in", "")
    if typed.reference and not group and (address := _visit_of(request, typed)):
        return HttpResponseRedirect(address)
    number, size = (page_number(request), PAGE) if group else (1, FEW)
    companies = find_companies(
        typed.text, actor=request.actor, digits=typed.digits, page=number, size=size
    )
    codes = [row.code for row in companies.rows]
    visits = find_visits(
        typed,
        actor=request.actor,
        companies=codes if group != "visits" else _codes(request, typed),
        page=number,
        size=size,
    )
    context: dict[str, Any] = {
        "typed": typed.text,
        "group": group,
        "visits": _visits(visits, typed, size),
        "companies": _companies(companies, typed, size),
        "query": query_without_page(request),
        "found_nothing": bool(typed.text) and not visits.total and not companies.total,
    }
    return render(request, "console/visits/find.html", context)


def company_address(code: str) -> str:
    """The company's page for staff; until there is one, its visits."""
    try:
        return reverse("console_company", args=[code])
    except NoReverseMatch:
        return f"{reverse('console_find')}?q={code}"


def _codes(request: Request, typed: Typed) -> list[str]:
    """The companies whose visits are listed, the same on every page of the list."""
    found = find_companies(typed.text, actor=request.actor, digits=typed.digits, size=FEW)
    return [row.code for row in found.rows]


def _visit_of(request: Request, typed: Typed) -> str:
    try:
        row = one_visit(typed.reference, actor=request.actor)
    except NotThere:
        return ""
    return reverse("console_visit", args=[row.reference])


def _visits(hits: VisitHits, typed: Typed, size: int) -> Any:
    rows = [
        {
            "visit": show_visit(row),
            "company": marked(row.enterprise_name, typed.text),
            "contact": marked(row.contact_name, typed.text),
            "phone": marked_number(row.contact_phone, typed.digits),
        }
        for row in hits.rows
    ]
    return as_page(rows, total=hits.total, number=hits.number, size=size)


def _companies(hits: CompanyHits, typed: Typed, size: int) -> Any:
    rows = [
        {
            "code": row.code,
            "url": company_address(row.code),
            "book_url": reverse("console_book_service", args=[row.code]),
            "name": marked(row.name, typed.text),
            "code_marked": marked(row.code, typed.text),
            "credit_code": marked(row.credit_code, "".join(typed.text.split())),
            "is_verified": row.is_verified,
            "person": marked(row.person, typed.text),
            "phone": marked_number(row.phone, typed.digits),
            "email": marked(row.email, typed.text),
        }
        for row in hits.rows
    ]
    return as_page(rows, total=hits.total, number=hits.number, size=size)
