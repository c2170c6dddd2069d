"""One of my appointments with everything about it, its papers to tick off, and its calendar file."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.move import preview_move
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import LIVE, State
from gaiyue.booking.tick_material import tick_materials
from gaiyue.booking.wording import say_refusal
from gaiyue.notify.calendar_file import calendar_file as file_of
from gaiyue.policy.reasons import StepCode
from gaiyue.web.enterprise.papers import show_papers
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.history import show_history
from gaiyue.web.shared.links import show_link
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_service, show_visit, visit_address
from gaiyue.web.shared.switches import back_to

ID_DIGITS = 18


@open_to(Door.COMPANY, Door.LINK)
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
    is_live = row.state in LIVE
    qr_url = visit_address(request, row.reference) if is_live else ""
    context = {
        "visit": show_visit(row, counters=counters, qr_url=qr_url),
        "became": _became(row, request.GET.get("was", "")),
        "is_live": is_live,
        "decision": decision,
        "papers": show_papers(papers_of(row.reference, actor=request.actor)) if is_live else None,
        "rule_sentences": rules.in_short,
        "history": show_history(row.reference, actor=request.actor, reasons=rules.reasons),
        "service_phone": service.phone,
        "link": show_link(request, row.reference) if is_live else None,
        "calendar_url": reverse("calendar_file", args=[row.reference])
        if row.state == State.BOOKED
        else "",
    }
    return render(request, "enterprise/appointment.html", context)


@open_to(Door.COMPANY)
@require_POST
def tick(request: Request, reference: str) -> HttpResponse:
    """The list of papers was saved, or one tick by script: only what differs from what was shown changes."""
    row = one_visit(reference, actor=request.actor)
    ready, was = _ids(request, "ready"), _ids(request, "was")
    is_script = "by_script" in request.POST
    try:
        tick_materials(row.reference, ready=ready, changed=ready ^ was, actor=request.actor)
    except Refusal as no:
        if is_script:
            return HttpResponse(
                say_refusal(no), status=409, content_type="text/plain; charset=utf-8"
            )
        messages.error(request, say_refusal(no))
    else:
        if is_script:
            return HttpResponse(status=204)
        messages.success(request, _("材料清单已保存。"))
    visit_url = reverse("appointment", args=[row.reference])
    return HttpResponseRedirect(
        back_to(request, request.POST.get("next"), otherwise=f"{visit_url}#papers")
    )


@open_to(Door.COMPANY, Door.LINK)
@require_safe
def calendar_file(request: Request, reference: str) -> HttpResponse:
    """The visit for a calendar of one's own; opened again after a move it updates the same entry."""
    row = one_visit(reference, actor=request.actor)
    address = request.build_absolute_uri(reverse("appointment", args=[row.reference]))
    answer = HttpResponse(file_of(row, url=address), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.reference}.ics"'
    return answer


def _became(row: VisitRow, was: str) -> str:
    """What a page that was opened while the visit was booked in the block `was` has to say now; "" for nothing."""
    if not was:
        return ""
    if row.state == State.CANCELLED:
        return "cancelled"
    if row.state != State.BOOKED:
        return "other"
    return "" if was == str(row.block) else "moved"


def _ids(request: Request, name: str) -> set[int]:
    """The papers that the form names so."""
    return {
        int(text)
        for text in request.POST.getlist(name)
        if text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS
    }


def _example(row: VisitRow) -> datetime | None:
    """A visit that is still ahead is the best example of its rule."""
    return row.starts_at if row.state == State.BOOKED and row.starts_at > clock.now() else None
