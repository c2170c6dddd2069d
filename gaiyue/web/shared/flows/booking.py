"""Book a visit: choose where and when, check, confirm; or read why not and what next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.book import NOBODY, Contact, book_appointment, preview_booking
from gaiyue.booking.queries.availability import BlockRow
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.booking.queries.visits import VisitRow, upcoming
from gaiyue.booking.queries.wanted import Wanted
from gaiyue.booking.wording import say_refusal
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.judged import keep_wanted
from gaiyue.policy.reasons import NoteCode, ReasonCode, StepCode
from gaiyue.policy.rules.ways_on import BLOCK_TROUBLE
from gaiyue.web.shared.choosing import asked_block, choose
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.forms import BookingForm, new_key, sent_again
from gaiyue.web.shared.held import in_the_way
from gaiyue.web.shared.nearest import show_nearest
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_location, show_service, show_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRoad:
    """Where a face keeps the steps of a booking, and for whom one may book there.

    `templates` is the beginning of the names of book_choose, book_check and book_refused; `choose` takes the form, too.
    `done` gives the address of the confirmation of a reference, `move` where that visit is moved; `links` leads the
    ways on from a refusal; `more` is what the templates of this face show besides; `ahead` is what they show once the
    day is known, by a free block of it.
    """

    templates: str
    choose: str
    check: str
    done: Callable[[str], str]
    enterprises: Sequence[tuple[str, str]]
    contact: Contact = NOBODY
    move: Callable[[str], str] | None = None
    links: Mapping[StepCode, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    ahead: Callable[[int], Mapping[str, Any]] | None = None

    @property
    def first(self) -> str:
        """The company that the page judges by before one is chosen."""
        return self.enterprises[0][0]


def choose_block(
    request: Request, service: ServiceRow, road: BookRoad, *, error: str = ""
) -> HttpResponse:
    """The first step: where, which day, which block."""
    choice = choose(request, service, base=road.choose)
    if choice is None:
        raise NotThere(service.code)
    free = next((block.id for block in choice.blocks if not block.is_full), None)
    context: dict[str, Any] = {
        **road.more,
        **(road.ahead(free) if road.ahead and free else {}),
        "service": show_service(service),
        **choice.shown,
        "rule_sentences": show_rules(request.park, service.code).in_short,
        "check_url": road.check,
        "in_the_way": [show_visit(row) for row in _in_the_way(request, service, road)],
        "errors": [{"text": error, "anchor": "blocks"}] if error else [],
    }
    status = 422 if error else 200
    return render(request, f"{road.templates}book_choose.html", context, status=status)


def check_booking(request: Request, service: ServiceRow, road: BookRoad) -> HttpResponse:
    """Check before you confirm: what, where, when, whom to reach; a refusal is said here already."""
    block = asked_block(request, request.GET.get("block"), service=service.code)
    if block is None:
        return choose_block(request, service, road, error=_("请先选一个时间段。"))
    decision = preview_booking(block.id, enterprise=road.first, actor=request.actor)
    if not decision.allowed and len(road.enterprises) == 1:
        keep_wanted(decision, subject=f"enterprise:{road.first}", actor=request.actor)
        return _refused(request, service, road, block=block, decision=decision)
    initial = {
        "block": block.id,
        "key": new_key(),
        "contact_name": road.contact.name,
        "contact_phone": road.contact.phone,
    }
    form = BookingForm(initial=initial, enterprises=road.enterprises)
    return _check(request, service, road, block=block, form=form)


def book(request: Request, service: ServiceRow, road: BookRoad) -> HttpResponse:
    """The form was sent: book, and lead to the confirmation."""
    block = asked_block(request, request.POST.get("block"), service=service.code)
    if block is None:
        return choose_block(request, service, road, error=_("请先选一个时间段。"))
    form = BookingForm(request.POST, enterprises=road.enterprises)
    if not form.is_valid():
        return _check(request, service, road, block=block, form=form)
    asked = form.cleaned_data
    try:
        reference = book_appointment(
            block.id,
            enterprise=asked["enterprise"],
            actor=request.actor,
            contact=Contact(asked["contact_name"], asked["contact_phone"]),
            key=asked["key"],
        )
    except Refused as no:
        return _refused(request, service, road, block=block, decision=no.decision)
    except Refusal as no:
        again = sent_again(form, say_refusal(no))
        return _check(request, service, road, block=block, form=again)
    return HttpResponseRedirect(road.done(reference))


def _check(
    request: Request, service: ServiceRow, road: BookRoad, *, block: BlockRow, form: BookingForm
) -> HttpResponse:
    place = next((place for place in service.locations if place.code == block.location), None)
    if place is None:
        raise NotThere(block.location)
    decision = preview_booking(block.id, enterprise=road.first, actor=request.actor)
    is_late = any(note.code == NoteCode.BOOK_FIXED_AFTER for note in decision.notes)
    answer = show_decision(decision, links={})
    day_url = f"{road.choose}?location={block.location}"
    context = {
        **road.more,
        "service": show_service(service),
        "location": show_location(place),
        "chosen_block": block,
        "block": block,
        "form": form,
        "answer": answer,
        "change_until": decision.deadline.at if decision.deadline and not is_late else None,
        "rule_sentences": (*answer.notes, *show_rules(request.park, service.code).in_short),
        "change_location_url": road.choose,
        "change_day_url": day_url,
        "change_block_url": f"{day_url}&on={block.on.isoformat()}&block={block.id}",
        "act_url": road.choose,
        "switch_back": f"{road.check}?block={block.id}",
    }
    status = 422 if form.errors else 200
    return render(request, f"{road.templates}book_check.html", context, status=status)


def _refused(
    request: Request, service: ServiceRow, road: BookRoad, *, block: BlockRow, decision: Decision
) -> HttpResponse:
    """Why not, and what next; a block that just filled comes with the free ones nearest to it."""
    links = {
        StepCode.CHOOSE_BLOCK: f"{road.choose}?location={block.location}&on={block.on.isoformat()}",
        **road.links,
    }
    live = _live_visits(request, service, road, decision)
    if len(live) == 1 and road.move is not None and not show_visit(live[0]).is_too_late:
        links[StepCode.MOVE_VISIT] = road.move(live[0].reference)
    nearest = []
    another_helps = {reason.code for reason in decision.reasons} <= BLOCK_TROUBLE
    if another_helps:
        nearest = show_nearest(
            request.park, service, block=block.id, url=lambda one: f"{road.check}?block={one}"
        )
    context = {
        **road.more,
        "service": show_service(service),
        "decision": show_decision(decision, links=links, phone=service.phone),
        "nearest": nearest,
        "no_block_helps": not another_helps,
        "switch_back": f"{road.check}?block={block.id}",
        "live_visits": [show_visit(row) for row in live],
        "same_visit": next((show_visit(row) for row in live if row.block == block.id), None),
    }
    return render(request, f"{road.templates}book_refused.html", context, status=409)


def _in_the_way(request: Request, service: ServiceRow, road: BookRoad) -> Sequence[VisitRow]:
    """The visits for which no other one of this service is possible, whichever time is chosen."""
    if len(road.enterprises) != 1:
        return ()
    ahead = upcoming(
        request.park, enterprises=[road.first], wanted=Wanted(service=service.code)
    ).rows
    return in_the_way(request.park, ahead).get(service.code, ())


def _live_visits(
    request: Request, service: ServiceRow, road: BookRoad, decision: Decision
) -> Sequence[VisitRow]:
    """The visits that stand in the way: of the company at this service. A second tab may just have booked one."""
    if not decision.has(ReasonCode.BOOK_VISIT_LIVE) or len(road.enterprises) != 1:
        return ()
    wanted = Wanted(service=service.code)
    return upcoming(request.park, enterprises=[road.first], wanted=wanted).rows
