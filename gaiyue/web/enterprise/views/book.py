"""Book a visit: choose where and when, check, confirm."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import NotThere
from gaiyue.booking.book import Contact, book_appointment, preview_booking
from gaiyue.booking.queries.availability import BlockRow
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.booking.wording import say_refusal
from gaiyue.jobs.idempotency import KeyReused
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.reasons import NoteCode, StepCode
from gaiyue.policy.rules.ways_on import BLOCK_TROUBLE
from gaiyue.web.enterprise.forms import BookingForm, new_key, sent_again
from gaiyue.web.shared.choosing import asked_block, choose
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.nearest import show_nearest
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_location, show_service, show_visit


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: Request, code: str) -> HttpResponse:
    """GET: choose where and when. POST: book."""
    service = one_service(code, park=request.park)
    if request.method == "POST":
        return _book(request, service)
    return _choosing(request, service)


@open_to(Door.COMPANY)
@require_safe
def book_check(request: Request, code: str) -> HttpResponse:
    """Check before you confirm: what, where, when, whom to reach."""
    service = one_service(code, park=request.park)
    block = asked_block(request, request.GET.get("block"), service=service.code)
    if block is None:
        return _choosing(request, service, error=_("请先选一个时间段。"))
    assert request.person is not None  # noqa: S101 - the door asks for a company
    first = request.person.enterprises[0][0]
    decision = preview_booking(block.id, enterprise=first, actor=request.actor)
    if not decision.allowed and len(request.person.enterprises) == 1:
        return _refused(request, service, block=block, decision=decision)
    initial = {"block": block.id, "key": new_key(), "contact_name": request.person.name}
    form = BookingForm(initial=initial, enterprises=request.person.enterprises)
    return _check(request, service, block=block, form=form)


@open_to(Door.COMPANY)
@require_safe
def booked(request: Request, reference: str) -> HttpResponse:
    """The confirmation: reference, QR, what happens next; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.BOOKED:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    service = show_service(one_service(row.service, park=request.park))
    counters = next(
        (place.counter_names for place in service.locations if place.code == row.location), ()
    )
    context = {
        "visit": show_visit(row, counters=counters, with_qr=True),
        "materials": service.materials,
        "rule_sentences": show_rules(request.park, row.service).in_short,
        "service_phone": service.phone,
    }
    return render(request, "enterprise/booked.html", context)


def _choosing(request: Request, service: ServiceRow, *, error: str = "") -> HttpResponse:
    choice = choose(request, service, base=reverse("book", args=[service.code]))
    if choice is None:
        raise NotThere(service.code)
    context: dict[str, Any] = {
        "service": show_service(service),
        "locations": choice.locations,
        "chosen_location": choice.chosen_location,
        "days": choice.days,
        "blocks": choice.blocks,
        "chosen_on": choice.chosen_on,
        "earlier_url": choice.earlier_url,
        "later_url": choice.later_url,
        "rule_sentences": show_rules(request.park, service.code).in_short,
        "errors": [{"text": error, "anchor": "blocks"}] if error else [],
    }
    return render(request, "enterprise/book_choose.html", context, status=422 if error else 200)


def _check(
    request: Request, service: ServiceRow, *, block: BlockRow, form: BookingForm
) -> HttpResponse:
    place = next((place for place in service.locations if place.code == block.location), None)
    if place is None:
        raise NotThere(block.location)
    assert request.person is not None  # noqa: S101 - the door asks for a company
    decision = preview_booking(
        block.id, enterprise=request.person.enterprises[0][0], actor=request.actor
    )
    is_late = any(note.code == NoteCode.BOOK_FIXED_AFTER for note in decision.notes)
    choose_url = reverse("book", args=[service.code])
    day_url = f"{choose_url}?location={block.location}"
    context = {
        "service": show_service(service),
        "location": show_location(place),
        "chosen_block": block,
        "block": block,
        "form": form,
        "change_until": decision.deadline.at if decision.deadline and not is_late else None,
        "rule_sentences": (
            *show_decision(decision, links={}).notes,
            *show_rules(request.park, service.code).in_short,
        ),
        "change_location_url": choose_url,
        "change_day_url": day_url,
        "change_block_url": f"{day_url}&on={block.on.isoformat()}&block={block.id}",
    }
    return render(
        request, "enterprise/book_check.html", context, status=422 if form.errors else 200
    )


def _book(request: Request, service: ServiceRow) -> HttpResponse:
    assert request.person is not None  # noqa: S101 - the door asks for a company
    block = asked_block(request, request.POST.get("block"), service=service.code)
    if block is None:
        return _choosing(request, service, error=_("请先选一个时间段。"))
    form = BookingForm(request.POST, enterprises=request.person.enterprises)
    if not form.is_valid():
        return _check(request, service, block=block, form=form)
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
        return _refused(request, service, block=block, decision=no.decision)
    except KeyReused as no:
        return _check(request, service, block=block, form=sent_again(form, say_refusal(no)))
    return HttpResponseRedirect(reverse("booked", args=[reference]))


def _refused(
    request: Request, service: ServiceRow, *, block: BlockRow, decision: Decision
) -> HttpResponse:
    """Why not, and what next; a block that just filled comes with the free ones nearest to it."""
    choose_url = f"{reverse('book', args=[service.code])}?location={block.location}"
    links = {
        StepCode.CHOOSE_BLOCK: f"{choose_url}&on={block.on.isoformat()}",
        StepCode.CHOOSE_SERVICE: reverse("services"),
        StepCode.MOVE_VISIT: reverse("appointments"),
    }
    check_url = reverse("book_check", args=[service.code])
    nearest = []
    if {reason.code for reason in decision.reasons} <= BLOCK_TROUBLE:
        nearest = show_nearest(
            request.park, service, block=block.id, url=lambda one: f"{check_url}?block={one}"
        )
    context = {
        "service": show_service(service),
        "decision": show_decision(decision, links=links, phone=service.phone),
        "nearest": nearest,
    }
    return render(request, "enterprise/book_refused.html", context, status=409)
