"""Cancel a visit: check, then confirm."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.booking.wording import say_refusal
from gaiyue.jobs.idempotency import KeyReused
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.reasons import StepCode
from gaiyue.web.enterprise.forms import CancelForm, new_key, sent_again
from gaiyue.web.shared.decisions import show_decision
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.show import show_visit


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, reference: str) -> HttpResponse:
    """GET: what cancelling means, and that moving might do. POST: cancel."""
    row = one_visit(reference, actor=request.actor)
    if request.method != "POST":
        decision = preview_cancelling(row.reference, actor=request.actor)
        if not decision.allowed:
            return _refused(request, row, decision)
        return _check(request, row, CancelForm(initial={"key": new_key()}))
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _check(request, row, form)
    try:
        cancel_appointment(
            row.reference,
            actor=request.actor,
            note=form.cleaned_data["note"],
            key=form.cleaned_data["key"],
        )
    except Refused as no:
        return _refused(request, row, no.decision)
    except KeyReused as no:
        return _check(request, row, sent_again(form, say_refusal(no)))
    return HttpResponseRedirect(reverse("cancelled", args=[row.reference]))


@open_to(Door.COMPANY)
@require_safe
def cancelled(request: Request, reference: str) -> HttpResponse:
    """The confirmation; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.CANCELLED:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    return render(request, "enterprise/cancelled.html", {"visit": show_visit(row)})


def _check(request: Request, row: VisitRow, form: CancelForm) -> HttpResponse:
    context: dict[str, Any] = {"visit": show_visit(row), "form": form}
    return render(request, "enterprise/cancel.html", context, status=422 if form.errors else 200)


def _refused(request: Request, row: VisitRow, decision: Decision) -> HttpResponse:
    links = {
        StepCode.MOVE_VISIT: reverse("move", args=[row.reference]),
        StepCode.KEEP_VISIT: reverse("appointment", args=[row.reference]),
        StepCode.BOOK_AGAIN: reverse("book", args=[row.service]),
    }
    phone = one_service(row.service, park=request.park).phone
    context = {
        "visit": show_visit(row),
        "decision": show_decision(decision, links=links, phone=phone),
        "back_url": reverse("appointment", args=[row.reference]),
    }
    return render(request, "enterprise/cancel_refused.html", context, status=409)
