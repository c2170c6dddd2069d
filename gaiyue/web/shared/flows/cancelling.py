"""Cancel a visit: read what it means, confirm; or read why not and what next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from gaiyue.base.errors import Refusal
from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.wording import say_refusal
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.judged import keep_wanted
from gaiyue.policy.reasons import StepCode
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.forms import CancelForm, new_key, sent_again
from gaiyue.web.shared.show import show_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRoad:
    """Where a face keeps the steps of cancelling.

    `templates` is the beginning of the names of cancel and cancel_refused; `act` takes the form; `links` leads the ways
    on from a refusal; `more` is what the templates of this face show besides.
    """

    templates: str
    act: str
    done: str
    visit: str
    form: type[CancelForm] = CancelForm
    links: Mapping[StepCode, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def check_cancelling(request: Request, row: VisitRow, road: CancelRoad) -> HttpResponse:
    """What cancelling means, and that moving might do; or why it can't be done."""
    decision = preview_cancelling(row.reference, actor=request.actor)
    if not decision.allowed:
        keep_wanted(decision, subject=row.reference, actor=request.actor)
        return _refused(request, row, road, decision)
    return _check(request, row, road, road.form(initial={"key": new_key()}))


def cancel(request: Request, row: VisitRow, road: CancelRoad) -> HttpResponse:
    """The form was sent: cancel, and lead to the confirmation."""
    form = road.form(request.POST)
    if not form.is_valid():
        return _check(request, row, road, form)
    try:
        cancel_appointment(
            row.reference,
            actor=request.actor,
            note=form.cleaned_data["note"],
            key=form.cleaned_data["key"],
        )
    except Refused as no:
        return _refused(request, row, road, no.decision)
    except Refusal as no:
        return _check(request, row, road, sent_again(form, say_refusal(no)))
    return HttpResponseRedirect(road.done)


def _check(request: Request, row: VisitRow, road: CancelRoad, form: CancelForm) -> HttpResponse:
    decision = preview_cancelling(row.reference, actor=request.actor)
    context: dict[str, Any] = {
        **road.more,
        "visit": show_visit(row),
        "form": form,
        "answer": show_decision(decision, links={}),
        "act_url": road.act,
    }
    status = 422 if form.errors else 200
    return render(request, f"{road.templates}cancel.html", context, status=status)


def _refused(request: Request, row: VisitRow, road: CancelRoad, decision: Decision) -> HttpResponse:
    phone = one_service(row.service, park=request.park).phone
    context = {
        **road.more,
        "visit": show_visit(row),
        "decision": show_decision(decision, links=road.links, phone=phone),
        "back_url": road.visit,
    }
    return render(request, f"{road.templates}cancel_refused.html", context, status=409)
