"""Move a visit: choose another block, see old and new side by side, confirm; or read why not and what next. 改约"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.booking.queries.availability import BlockRow
from gaiyue.booking.queries.deadlines import new_deadline
from gaiyue.booking.queries.moves import last_move
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.wording import say_refusal
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.judged import keep_wanted
from gaiyue.policy.reasons import NoteCode, StepCode
from gaiyue.policy.rules.move import OTHER_BLOCK_HELPS
from gaiyue.web.shared.choosing import asked_block, choose
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.forms import MoveForm, new_key, sent_again
from gaiyue.web.shared.nearest import ShownNear, show_nearest
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_location, show_visit
from gaiyue.web.shared.weeks import Present


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRoad:
    """Where a face keeps the steps of a move.

    `templates` is the beginning of the names of move_choose, move_check and move_refused; `choose` takes the form, too.
    `links` leads the ways on from a refusal; `more` is what the templates of this face show besides.
    """

    templates: str
    choose: str
    check: str
    done: str
    form: type[MoveForm] = MoveForm
    links: Mapping[StepCode, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def choose_new_block(
    request: Request, row: VisitRow, road: MoveRoad, *, error: str = ""
) -> HttpResponse:
    """The first step: another place, day or block, or why none may be chosen."""
    decision = preview_move(row.reference, actor=request.actor)
    if not decision.allowed:
        keep_wanted(decision, subject=row.reference, actor=request.actor)
        return _refused(request, row, road, decision=decision)
    service = one_service(row.service, park=request.park)
    present = Present(block=row.block, on=row.on, location=row.location)
    choice = choose(request, service, base=road.choose, present=present)
    if choice is None:
        raise NotThere(service.code)
    rules = show_rules(request.park, row.service)
    answer = show_decision(decision, links={})
    context: dict[str, Any] = {
        **road.more,
        "visit": show_visit(row),
        **choice.shown,
        "answer": answer,
        "rule_sentences": (*answer.notes, *rules.in_short),
        "moves_left": max(rules.limits.moves_per_appointment - row.moves, 0),
        "check_url": road.check,
        "errors": [{"text": error, "anchor": "blocks"}] if error else [],
    }
    status = 422 if error else 200
    return render(request, f"{road.templates}move_choose.html", context, status=status)


def check_move(request: Request, row: VisitRow, road: MoveRoad) -> HttpResponse:
    """Check before you confirm: the old time and the new one side by side, and the reason."""
    block = asked_block(request, request.GET.get("block"), service=row.service)
    if block is None:
        return choose_new_block(request, row, road, error=_("请先选一个新的时间段。"))
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    if not decision.allowed:
        keep_wanted(decision, subject=row.reference, actor=request.actor)
        return _refused(request, row, road, decision=decision, block=block)
    form = _form(request, row, road, decision, initial={"block": block.id, "key": new_key()})
    return _check(request, row, road, block=block, form=form)


def move(request: Request, row: VisitRow, road: MoveRoad) -> HttpResponse:
    """The form was sent: move, and lead to the confirmation."""
    block = asked_block(request, request.POST.get("block"), service=row.service)
    if block is None:
        return choose_new_block(request, row, road, error=_("请先选一个新的时间段。"))
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    form = _form(request, row, road, decision, data=request.POST)
    if not form.is_valid():
        return _check(request, row, road, block=block, form=form)
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
        return _refused(request, row, road, decision=no.decision, block=block)
    except Refusal as no:
        return _check(request, row, road, block=block, form=sent_again(form, say_refusal(no)))
    return HttpResponseRedirect(road.done)


def old_place(request: Request, row: VisitRow, service: ServiceRow) -> dict[str, Any] | None:
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


def _form(
    request: Request, row: VisitRow, road: MoveRoad, decision: Decision, **data: Any
) -> MoveForm:
    rules = show_rules(request.park, row.service)
    is_free = any(note.code == NoteCode.MOVE_FREE_OF_NOTICE for note in decision.notes)
    is_required = rules.limits.statement_required and not is_free
    return road.form(choices=rules.statement_choices, is_required=is_required, **data)


def _check(
    request: Request, row: VisitRow, road: MoveRoad, *, block: BlockRow, form: MoveForm
) -> HttpResponse:
    service = one_service(row.service, park=request.park)
    place = next((place for place in service.locations if place.code == block.location), None)
    if place is None:
        raise NotThere(block.location)
    decision = preview_move(row.reference, actor=request.actor, to_block=block.id)
    answer = show_decision(decision, links={})
    day_url = f"{road.choose}?location={block.location}"
    context = {
        **road.more,
        "visit": show_visit(row),
        "chosen_block": block,
        "location": show_location(place),
        "form": form,
        "answer": answer,
        "new_change_until": new_deadline(request.park, block.id),
        "rule_sentences": (*answer.notes, *show_rules(request.park, row.service).in_short),
        "change_location_url": road.choose,
        "change_block_url": f"{day_url}&on={block.on.isoformat()}&block={block.id}",
        "act_url": road.choose,
        "switch_back": f"{road.check}?block={block.id}",
    }
    status = 422 if form.errors else 200
    return render(request, f"{road.templates}move_check.html", context, status=status)


def _refused(
    request: Request,
    row: VisitRow,
    road: MoveRoad,
    *,
    decision: Decision,
    block: BlockRow | None = None,
) -> HttpResponse:
    """Why not, until when it was possible, and what next; the old seat is untouched, and the page says so."""
    service = one_service(row.service, park=request.park)
    links = {StepCode.CHOOSE_BLOCK: road.choose, **road.links}
    context = {
        **road.more,
        "visit": show_visit(row),
        "decision": show_decision(decision, links=links, phone=service.phone),
        "nearest": _nearest(request, row, road, service=service, decision=decision, block=block),
        "switch_back": f"{road.check}?block={block.id}" if block else road.choose,
    }
    return render(request, f"{road.templates}move_refused.html", context, status=409)


def _nearest(
    request: Request,
    row: VisitRow,
    road: MoveRoad,
    *,
    service: ServiceRow,
    decision: Decision,
    block: BlockRow | None,
) -> list[ShownNear]:
    """The free blocks near the wanted one, when another block is all that it takes; never the present one."""
    if block is None or not {reason.code for reason in decision.reasons} <= OTHER_BLOCK_HELPS:
        return []
    found = show_nearest(
        request.park, service, block=block.id, url=lambda one: f"{road.check}?block={one}"
    )
    return [near for near in found if near.starts_at != row.starts_at]
