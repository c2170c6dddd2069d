"""Search by anything: a reference, a company, a person, a number; visits and companies side by side."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaiyue.base.errors import NotThere
from gaiyue.booking.queries.search import PAGE, Typed, VisitHits, find_visits, read_typed
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.people.masking import Field
from gaiyue.people.permissions import May
from gaiyue.people.search import NONE, CompanyHit, CompanyHits, company_ids, find_companies
from gaiyue.web.console.visits.marked import marked, marked_masked, marked_number
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.reader import masked
from gaiyue.web.shared.show import show_visit

FEW: Final = 8
"""How many of each group the first page shows."""

COMPANIES_AT_MOST: Final = 50
"""The visits of so many companies, by name, are listed; whoever types two letters is told to type more."""

TYPED_AT_MOST: Final = 200
VISITS, COMPANIES = "visits", "companies"
NO_VISITS: Final = VisitHits((), 0, 1)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def find(request: Request) -> HttpResponse:
    """?q= is what was typed; ?in=visits or companies shows one group alone, page by page."""
    typed = read_typed(request.GET.get("q", "")[:TYPED_AT_MOST])
    group = request.GET.get("in", "")
    if group not in (VISITS, COMPANIES):
        group = ""
    if typed.reference and not group and (address := _visit_of(request, typed)):
        return HttpResponseRedirect(address)
    number, size = (page_number(request), PAGE) if group else (1, FEW)
    companies, visits, is_cut = NONE, NO_VISITS, False
    if group != VISITS:
        companies = find_companies(
            typed.text, actor=request.actor, digits=typed.digits, page=number, size=size
        )
    if group != COMPANIES:
        most = COMPANIES_AT_MOST + 1
        ids = company_ids(typed.text, actor=request.actor, digits=typed.digits, most=most)
        is_cut = len(ids) == most
        visits = find_visits(
            typed, actor=request.actor, companies=ids[: most - 1], page=number, size=size
        )
    context: dict[str, Any] = {
        "typed": typed.text,
        "group": group,
        "visits": _visits(visits, typed, size),
        "companies": _companies(companies, typed, size),
        "companies_at_most": COMPANIES_AT_MOST if is_cut else 0,
        "query": query_without_page(request),
        "found_nothing": bool(typed.text) and not visits.total and not companies.total,
    }
    return render(request, "console/visits/find.html", context)


def company_address(code: str) -> str:
    """The company's page for staff."""
    return reverse("console_company", args=[code])


def show_person(hit: CompanyHit, typed: Typed) -> dict[str, Any]:
    """Who is in charge of a company and whom it names for calls, as far as the reader may see, what matched marked."""
    contact = masked(hit.contact_name, Field.CONTACT_NAME, of=hit.code)
    phone = masked(hit.contact_phone, Field.CONTACT_PHONE, of=hit.code)
    their_phone = masked(hit.phone, Field.MEMBER_PHONE, of=hit.code)
    their_email = masked(hit.email, Field.MEMBER_EMAIL, of=hit.code)
    return {
        "person": marked(masked(hit.person, Field.MEMBER_NAME, of=hit.code), typed.text),
        "phone": marked_number(hit.phone, typed.digits, shown=their_phone),
        "email": marked_masked(hit.email, typed.text, shown=their_email),
        "contact": marked(contact, typed.text) if contact else (),
        "contact_phone": marked_number(hit.contact_phone, typed.digits, shown=phone),
    }


def _visit_of(request: Request, typed: Typed) -> str:
    try:
        row = one_visit(typed.reference, actor=request.actor)
    except NotThere:
        return ""
    return reverse("console_visit", args=[row.reference])


def _visits(hits: VisitHits, typed: Typed, size: int) -> Any:
    rows = []
    for row in hits.rows:
        shown = show_visit(row)
        hit = {
            "visit": shown,
            "company": marked(row.enterprise_name, typed.text),
            "contact": marked(shown.contact_name, typed.text),
            "phone": marked_number(row.contact_phone, typed.digits, shown=shown.contact_phone),
        }
        rows.append(hit)
    return as_page(rows, total=hits.total, number=hits.number, size=size)


def _companies(hits: CompanyHits, typed: Typed, size: int) -> Any:
    rows = [
        {
            "code": row.code,
            "url": company_address(row.code),
            "book_url": reverse("console_book_service", args=[row.code]),
            "visits_url": f"{reverse('console_find')}?q={row.code}&in={VISITS}",
            "name": marked(row.name, typed.text),
            "code_marked": marked(row.code, typed.text),
            "credit_code": marked(
                masked(row.credit_code, Field.CREDIT_CODE, of=row.code), "".join(typed.text.split())
            )
            if row.credit_code
            else (),
            "is_verified": row.is_verified,
            **show_person(row, typed),
        }
        for row in hits.rows
    ]
    return as_page(rows, total=hits.total, number=hits.number, size=size)
