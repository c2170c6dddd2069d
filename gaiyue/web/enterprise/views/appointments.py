"""My appointments, and one of them with everything about it."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.move import preview_move
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import PAGE, VisitRow, past, upcoming
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.policy.reasons import StepCode
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.history import show_history
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_service, show_visit


@open_to(Door.COMPANY)
@require_safe
def appointments(request: Request) -> HttpResponse:
    """The visits of all companies that the person acts for: those ahead, or those that are over."""
    when = "past" if request.GET.get("when") == "past" else "upcoming"
    wanted = past if when == "past" else upcoming
    found = wanted(request.park, enterprises=request.actor.scope, page=page_number(request))
    context = {
        "page": as_page(
            [show_visit(row) for row in found.rows],
            total=found.total,
            number=found.number,
            size=PAGE,
        ),
        "when": when,
        "query": query_without_page(request),
    }
    return render(request, "enterprise/appointments.html", context)


@open_to(Door.COMPANY)
@require_safe
def appointment(request: Request, reference: str) -> HttpResponse:
    """One visit: when and where, until when it can be moved, what to bring, what happened to it."""
    row = one_visit(reference, actor=request.actor)
    service = show_service(one_service(row.service, park=request.park))
    rules = show_rules(request.park, row.service, visit=_example(row))
    counters = next(
        (place.counter_names for place in service.locations if place.code == row.location), ()
    )
    decision = None
    if row.state == State.BOOKED:
        answer = preview_move(row.reference, actor=request.actor)
        links = {StepCode.CANCEL_VISIT: reverse("cancel", args=[row.reference])}
        decision = (
            None if answer.allowed else show_decision(answer, links=links, phone=service.phone)
        )
    context = {
        "visit": show_visit(row, counters=counters, with_qr=row.state == State.BOOKED),
        "decision": decision,
        "materials": service.materials,
        "rule_sentences": rules.in_short,
        "history": show_history(row.reference, actor=request.actor, reasons=rules.reasons),
        "service_phone": service.phone,
    }
    return render(request, "enterprise/appointment.html", context)


def _example(row: VisitRow) -> datetime | None:
    """A visit that is still ahead is the best example of its rule."""
    return row.starts_at if row.state == State.BOOKED and row.starts_at > clock.now() else None
