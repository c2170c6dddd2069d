"""One visit on one screen: who, when, what may be done now and why not, what to say, what happened."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base import clock
from gaiyue.booking.cancel import preview_cancelling
from gaiyue.booking.move import preview_move
from gaiyue.booking.queries.availability import one_block
from gaiyue.booking.queries.hall import counters
from gaiyue.booking.queries.papers import PaperRow, papers_of
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import LIVE, State
from gaiyue.people.permissions import May
from gaiyue.policy.decision import Decision
from gaiyue.policy.reasons import StepCode
from gaiyue.web.console.desk.place import desk_of
from gaiyue.web.console.desk.shown import show_row
from gaiyue.web.console.visits.find import company_address
from gaiyue.web.shared.decisions import ShownDecision, show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import contacting
from gaiyue.web.shared.history import show_history
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.links import revoke_address
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_service


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on the list of the visit, and whether the company says that it has it."""

    name: str
    note: str
    is_required: bool
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What one deed would be answered now, with the words for the customer and where to do it."""

    title: str
    is_allowed: bool
    decision: ShownDecision
    words: str
    url: str
    label: str


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def visit(request: Request, reference: str) -> HttpResponse:
    """Everything about one visit."""
    row = one_visit(reference, actor=request.actor)
    service = show_service(one_service(row.service, park=request.park))
    ahead = row.state == State.BOOKED and row.starts_at > clock.now()
    rules = show_rules(request.park, row.service, visit=row.starts_at if ahead else None)
    slot, _service = one_block(row.block, park=request.park)
    shown = show_row(row)
    context: dict[str, Any] = {
        "visit": shown.visit,
        "now": shown,
        "desk": desk_of(request, counters(request.park)),
        "revoke_url": revoke_address(request, row.reference),
        "live_where": urlencode({"on": row.on.isoformat(), "location": row.location}),
        "company_code": row.enterprise,
        "company_url": company_address(row.enterprise),
        "slot": slot,
        "has_begun": slot.starts_at <= clock.now(),
        "answers": _answers(request, row, service.phone),
        "papers": _papers(papers_of(row.reference, actor=request.actor)),
        "rule_sentences": rules.in_short,
        "can_correct": State(row.state) in LIVE,
        "history": show_history(row.reference, actor=request.actor, reasons=rules.reasons),
    }
    return render(request, "console/visits/one.html", context)


@open_to(Door.STAFF, needs=May.BOOK_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, reference: str) -> HttpResponse:
    """Correct whom to reach about the visit."""
    row = one_visit(reference, actor=request.actor)
    road = contacting.ContactRoad(
        template="console/visits/contact.html",
        act=reverse("console_contact", args=[row.reference]),
        visit=reverse("console_visit", args=[row.reference]),
    )
    step = contacting.correct if request.method == "POST" else contacting.show_contact
    return step(request, row, road)


def _papers(rows: tuple[PaperRow, ...]) -> tuple[Paper, ...]:
    return tuple(
        Paper(
            name=in_language(row.name_zh, row.name_en),
            note=in_language(row.note_zh, row.note_en),
            is_required=row.is_required,
            is_ready=row.is_ready,
        )
        for row in rows
    )


def _answers(request: Request, row: VisitRow, phone: str) -> tuple[Answer, ...]:
    moving = preview_move(row.reference, actor=request.actor)
    cancelling = preview_cancelling(row.reference, actor=request.actor)
    move_url = reverse("console_move", args=[row.reference])
    cancel_url = reverse("console_cancel", args=[row.reference])
    book_url = reverse("console_book_block", args=[row.enterprise, row.service])
    links = {StepCode.BOOK_AGAIN: book_url, StepCode.CANCEL_VISIT: cancel_url}
    return (
        _answer(_("改约"), moving, url=move_url, label=_("代企业改约"), links=links, phone=phone),
        _answer(
            _("取消"),
            cancelling,
            url=cancel_url,
            label=_("代企业取消"),
            links={**links, StepCode.MOVE_VISIT: move_url},
            phone=phone,
        ),
    )


def _answer(
    title: str,
    decision: Decision,
    *,
    url: str,
    label: str,
    links: dict[StepCode, str],
    phone: str,
) -> Answer:
    shown = show_decision(decision, links=links, phone=phone)
    return Answer(title, decision.allowed, shown, words_for(shown), url, label)


def words_for(shown: ShownDecision) -> str:
    """What the counter says to the customer: reasons, deadline and remarks in one breath."""
    said = (*shown.reasons, shown.deadline or "", *shown.notes)
    return "".join(one for one in said if one) or shown.verdict
