"""Act for a company at the counter: book, move and cancel, by the same rules and the same steps as the company."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import NotThere
from gaiyue.booking.book import preview_booking
from gaiyue.booking.contact import Contact
from gaiyue.booking.queries.search import PAGE, read_typed
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.services import services
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.people.masking import Field
from gaiyue.people.permissions import May, may
from gaiyue.people.search import CompanyHit, company_hit, find_companies
from gaiyue.policy.reasons import StepCode
from gaiyue.policy.rules.ways_on import BLOCK_TROUBLE
from gaiyue.web.console.visits.find import company_address, show_person
from gaiyue.web.console.visits.forms import CancelForCompany, MoveForCompany
from gaiyue.web.console.visits.marked import marked
from gaiyue.web.shared.decisions import ShownDecision, show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import booking, cancelling, moving
from gaiyue.web.shared.history import show_history
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.reader import masked
from gaiyue.web.shared.show import show_service, show_visit

TEMPLATES = "console/visits/"


@open_to(Door.STAFF, needs=May.BOOK_VISIT)
@require_safe
def book(request: Request) -> HttpResponse:
    """For whom? ?q= finds the company."""
    typed = read_typed(request.GET.get("q", ""))
    found = find_companies(
        typed.text, actor=request.actor, digits=typed.digits, page=page_number(request)
    )
    rows = [
        {
            "url": reverse("console_book_service", args=[row.code]),
            "name": marked(row.name, typed.text),
            "code": row.code,
            **show_person(row, typed),
        }
        for row in found.rows
    ]
    context = {
        "typed": typed.text,
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "query": query_without_page(request),
    }
    return render(request, f"{TEMPLATES}book_company.html", context)


@open_to(Door.STAFF, needs=May.BOOK_VISIT)
@require_safe
def book_service(request: Request, company: str) -> HttpResponse:
    """For what?"""
    hit = _company(request, company)
    context = {
        "company": hit,
        "company_url": company_address(hit.code),
        "services": [
            {"service": show_service(row), "url": _book_url(hit.code, row.code)}
            for row in services(request.park)
        ],
    }
    return render(request, f"{TEMPLATES}book_service.html", context)


@open_to(Door.STAFF, needs=May.BOOK_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def book_block(request: Request, company: str, service: str) -> HttpResponse:
    """GET: choose where and when. POST: book."""
    row = one_service(service, park=request.park)
    step = booking.book if request.method == "POST" else booking.choose_block
    return step(request, row, _book_road(request, _company(request, company), service))


@open_to(Door.STAFF, needs=May.BOOK_VISIT)
@require_safe
def book_check(request: Request, company: str, service: str) -> HttpResponse:
    """Check before you confirm, with the contact of the company filled in."""
    row = one_service(service, park=request.park)
    road = _book_road(request, _company(request, company), service)
    return booking.check_booking(request, row, road)


@open_to(Door.STAFF, needs=May.MOVE_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, reference: str) -> HttpResponse:
    """GET: choose another block, or read why not. POST: move."""
    row = one_visit(reference, actor=request.actor)
    step = moving.move if request.method == "POST" else moving.choose_new_block
    return step(request, row, _move_road(request, row))


@open_to(Door.STAFF, needs=May.MOVE_VISIT)
@require_safe
def move_check(request: Request, reference: str) -> HttpResponse:
    """Old and new side by side, with the reason that the company gives."""
    row = one_visit(reference, actor=request.actor)
    return moving.check_move(request, row, _move_road(request, row))


@open_to(Door.STAFF, needs=May.CANCEL_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, reference: str) -> HttpResponse:
    """GET: what cancelling means. POST: cancel."""
    row = one_visit(reference, actor=request.actor)
    road = cancelling.CancelRoad(
        templates=TEMPLATES,
        act=reverse("console_cancel", args=[row.reference]),
        done=reverse("console_done", args=[row.reference]),
        visit=reverse("console_visit", args=[row.reference]),
        form=CancelForCompany,
        links={**_links(row), StepCode.MOVE_VISIT: reverse("console_move", args=[row.reference])},
        more=_more(request),
    )
    step = cancelling.cancel if request.method == "POST" else cancelling.check_cancelling
    return step(request, row, road)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def done(request: Request, reference: str) -> HttpResponse:
    """What was done for the company, read from the record, to be read out; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    last = next(iter(show_history(row.reference, actor=request.actor, reasons={})), None)
    titles = {State.BOOKED: _("已代企业改好时间") if row.moves else _("已代企业约好")}
    context = {
        "visit": show_visit(row),
        "title": titles.get(State(row.state), State(row.state).label),
        "last": last,
        "is_booked": row.state == State.BOOKED,
        "book_url": reverse("console_book_service", args=[row.enterprise]),
    }
    return render(request, f"{TEMPLATES}done.html", context)


def _company(request: Request, code: str) -> CompanyHit:
    found = company_hit(code, actor=request.actor)
    if found is None:
        raise NotThere(code)
    return found


def _book_url(company: str, service: str) -> str:
    return reverse("console_book_block", args=[company, service])


def _book_road(request: Request, company: CompanyHit, service: str) -> booking.BookRoad:
    links = {
        StepCode.CHOOSE_SERVICE: reverse("console_book_service", args=[company.code]),
        StepCode.MOVE_VISIT: f"{reverse('console_find')}?q={company.code}&in=visits",
        StepCode.VERIFY: reverse("console_verify", args=[company.code]),
    }
    return booking.BookRoad(
        templates=TEMPLATES,
        choose=_book_url(company.code, service),
        check=reverse("console_book_check", args=[company.code, service]),
        done=lambda reference: reverse("console_done", args=[reference]),
        enterprises=((company.code, company.name),),
        contact=_contact(company),
        links=links,
        more={**_more(request), "company": company, "phone_known": _phone_known(company)},
        ahead=lambda block: {"stands": _stands(request, company, links, block=block)},
    )


def _stands(
    request: Request, company: CompanyHit, links: Mapping[StepCode, str], *, block: int
) -> ShownDecision | None:
    """What another block of that day would not change: said before a time is chosen, judged by a free one.

    None when nothing of the company or the service is in the way.
    """
    decision = preview_booking(block, enterprise=company.code, actor=request.actor)
    reasons = tuple(one for one in decision.reasons if one.code not in BLOCK_TROUBLE)
    steps = tuple(one for one in decision.next_steps if one.code != StepCode.CHOOSE_BLOCK)
    if not reasons:
        return None
    said = replace(decision, reasons=reasons, next_steps=steps, notes=())  # notes are of that block
    return show_decision(said, links=links)


def _contact(company: CompanyHit) -> Contact:
    """Whom the company names for calls; otherwise who is in charge of it, as far as the reader may see their number."""
    if company.contact_phone:
        return Contact(company.contact_name or company.person, company.contact_phone)
    phone = masked(company.phone, Field.MEMBER_PHONE, of=company.code)
    return Contact(company.person, phone if phone == company.phone else "")


def _phone_known(company: CompanyHit) -> str:
    """The masked number of who is in charge, to check what the caller says; "" when the form has it already."""
    phone = masked(company.phone, Field.MEMBER_PHONE, of=company.code)
    return "" if _contact(company).phone else phone


def _move_road(request: Request, row: VisitRow) -> moving.MoveRoad:
    return moving.MoveRoad(
        templates=TEMPLATES,
        choose=reverse("console_move", args=[row.reference]),
        check=reverse("console_move_check", args=[row.reference]),
        done=reverse("console_done", args=[row.reference]),
        form=MoveForCompany,
        links=_links(row),
        more=_more(request),
    )


def _links(row: VisitRow) -> dict[StepCode, str]:
    return {
        StepCode.CANCEL_VISIT: reverse("console_cancel", args=[row.reference]),
        StepCode.KEEP_VISIT: reverse("console_visit", args=[row.reference]),
        StepCode.BOOK_AGAIN: _book_url(row.enterprise, row.service),
    }


def _more(request: Request) -> Mapping[str, Any]:
    """What the counter can do today when the rules say no: open an extra session, where the role may."""
    may_plan = may(request.actor, May.PLAN_BLOCKS)
    return {"planning_url": reverse("console_planning") if may_plan else ""}
