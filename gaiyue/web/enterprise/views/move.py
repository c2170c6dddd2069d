"""Move a visit: choose another block, see old and new side by side, confirm. 改约"""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import NotThere
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.booking.queries.availability import BlockRow
from gaiyue.booking.queries.deadlines import new_deadline
from gaiyue.booking.queries.moves import last_move
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.booking.wording import say_refusal
from gaiyue.jobs.idempotency import KeyReused
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.reasons import NoteCode, StepCode
from gaiyue.policy.rules.move import OTHER_BLOCK_HELPS
from gaiyue.web.enterprise.forms import MoveForm, new_key, sent_again
from gaiyue.web.shared.choosing import Present, asked_block, choose
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.nearest import show_nearest
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_location, show_visit


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, reference: str) -> HttpResponse:
    """GET: choose another block, or read why not. POST: move."""
    row = one_visit(reference, actor=request.actor)
    if request.method == "POST":
        return _move(request, row)
    return _choosing(request, row)


@open_to(Door.COMPANY)
@require_safe
def move_check(request: Request, reference: str) -> HttpResponse:
    """Check before you confirm: the old time and the new one side by side, and the reason."""
    row = one_visit(reference, actor=request.actor)
    block = asked_block(request, request.GET.get("block"), service=row.service)
    if block is None:
        return _choosing(request, row, error=_("请先选一个新的时间段。"))
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    if not decision.allowed:
        return _refused(request, row, decision=decision, block=block)
    form = _form(request, row, decision, initial={"block": block.id, "key": new_key()})
    return _check(request, row, block=block, form=form)


@open_to(Door.COMPANY)
@require_safe
def moved(request: Request, reference: str) -> HttpResponse:
    """The confirmation of a move, read from the record; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.BOOKED or not row.moves:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    rules = show_rules(request.park, row.service)
    service = one_service(row.service, park=request.park)
    context = {
        "visit": show_visit(row, with_qr=True),
        "old": _old_place(request, row, service),
        "moves_left": max(rules.limits.moves_per_appointment - row.moves, 0),
    }
    return render(request, "enterprise/moved.html", context)


def _choosing(request: Request, row: VisitRow, *, error: str = "") -> HttpResponse:
    decision = preview_move(row.reference, actor=request.actor)
    if not decision.allowed:
        return _refused(request, row, decision=decision)
    service = one_service(row.service, park=request.park)
    present = Present(block=row.block, on=row.on, location=row.location)
    choice = choose(request, service, base=reverse("move", args=[row.reference]), present=present)
    if choice is None:
        raise NotThere(service.code)
    rules = show_rules(request.park, row.service)
    context: dict[str, Any] = {
        "visit": show_visit(row),
        "locations": choice.locations,
        "chosen_location": choice.chosen_location,
        "days": choice.days,
        "blocks": choice.blocks,
        "chosen_on": choice.chosen_on,
        "earlier_url": choice.earlier_url,
        "later_url": choice.later_url,
        "rule_sentences": _rule_sentences(decision, rules.in_short),
        "moves_left": max(rules.limits.moves_per_appointment - row.moves, 0),
        "errors": [{"text": error, "anchor": "blocks"}] if error else [],
    }
    return render(request, "enterprise/move_choose.html", context, status=422 if error else 200)


def _rule_sentences(decision: Decision, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """What this move should know first, then the rule; the deadline stands above them."""
    return (*show_decision(decision, links={}).notes, *sentences)


def _form(request: Request, row: VisitRow, decision: Decision, **data: Any) -> MoveForm:
    rules = show_rules(request.park, row.service)
    is_free = any(note.code == NoteCode.MOVE_FREE_OF_NOTICE for note in decision.notes)
    is_required = rules.limits.statement_required and not is_free
    return MoveForm(choices=rules.statement_choices, is_required=is_required, **data)


def _check(request: Request, row: VisitRow, *, block: BlockRow, form: MoveForm) -> HttpResponse:
    service = one_service(row.service, park=request.park)
    place = next((place for place in service.locations if place.code == block.location), None)
    if place is None:
        raise NotThere(block.location)
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    choose_url = reverse("move", args=[row.reference])
    day_url = f"{choose_url}?location={block.location}"
    context = {
        "visit": show_visit(row),
        "chosen_block": block,
        "location": show_location(place),
        "form": form,
        "new_change_until": new_deadline(request.park, block.id),
        "rule_sentences": _rule_sentences(decision, show_rules(request.park, row.service).in_short),
        "change_location_url": choose_url,
        "change_block_url": f"{day_url}&on={block.on.isoformat()}&block={block.id}",
    }
    return render(
        request, "enterprise/move_check.html", context, status=422 if form.errors else 200
    )


def _move(request: Request, row: VisitRow) -> HttpResponse:
    block = asked_block(request, request.POST.get("block"), service=row.service)
    if block is None:
        return _choosing(request, row, error=_("请先选一个新的时间段。"))
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    form = _form(request, row, decision, data=request.POST)
    if not form.is_valid():
        return _check(request, row, block=block, form=form)
    asked = form.cleaned_data
    try:
        move_appointment(
            row.reference,
            to_block=block.id,
            actor=request.actor,
            statement=Statement(asked["circumstance"] or None, asked["note"]),
            key=asked["key"],
        )
    except Refused as no:
        return _refused(request, row, decision=no.decision, block=block)
    except KeyReused as no:
        return _check(request, row, block=block, form=sent_again(form, say_refusal(no)))
    return HttpResponseRedirect(reverse("moved", args=[row.reference]))


def _refused(
    request: Request, row: VisitRow, *, decision: Decision, block: BlockRow | None = None
) -> HttpResponse:
    """Why not, until when it was possible, and what next; the old seat is untouched, and the page says so."""
    choose_url = reverse("move", args=[row.reference])
    links = {
        StepCode.CHOOSE_BLOCK: choose_url,
        StepCode.CANCEL_VISIT: reverse("cancel", args=[row.reference]),
        StepCode.KEEP_VISIT: reverse("appointment", args=[row.reference]),
        StepCode.BOOK_AGAIN: reverse("book", args=[row.service]),
    }
    service = one_service(row.service, park=request.park)
    nearest = []
    if block is not None and {reason.code for reason in decision.reasons} <= OTHER_BLOCK_HELPS:
        check_url = reverse("move_check", args=[row.reference])
        nearest = [
            near
            for near in show_nearest(
                request.park, service, block=block.id, url=lambda one: f"{check_url}?block={one}"
            )
            if near.starts_at != row.starts_at
        ]
    context = {
        "visit": show_visit(row),
        "decision": show_decision(decision, links=links, phone=service.phone),
        "nearest": nearest,
    }
    return render(request, "enterprise/move_refused.html", context, status=409)


def _old_place(request: Request, row: VisitRow, service: ServiceRow) -> dict[str, Any] | None:
    """Where the visit was before its last move; None when it never moved."""
    before = last_move(row.reference, actor=request.actor)
    if before is None:
        return None
    names = {place.code: show_location(place).name for place in service.locations}
    return {
        "starts_at": before.starts_at,
        "ends_at": before.ends_at,
        "location_name": names.get(before.location, before.location),
    }
