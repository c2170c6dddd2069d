"""Cancel a visit: check, then confirm."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.policy.reasons import StepCode
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import cancelling
from gaiyue.web.shared.show import show_visit


@open_to(Door.COMPANY, Door.LINK)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, reference: str) -> HttpResponse:
    """GET: what cancelling means, and that moving might do. POST: cancel."""
    row = one_visit(reference, actor=request.actor)
    step = cancelling.cancel if request.method == "POST" else cancelling.check_cancelling
    return step(request, row, _road(row))


@open_to(Door.COMPANY, Door.LINK)
@require_safe
def cancelled(request: Request, reference: str) -> HttpResponse:
    """The confirmation; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.CANCELLED:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    return render(request, "enterprise/cancelled.html", {"visit": show_visit(row)})


def _road(row: VisitRow) -> cancelling.CancelRoad:
    return cancelling.CancelRoad(
        templates="enterprise/",
        act=reverse("cancel", args=[row.reference]),
        done=reverse("cancelled", args=[row.reference]),
        visit=reverse("appointment", args=[row.reference]),
        links={
            StepCode.MOVE_VISIT: reverse("move", args=[row.reference]),
            StepCode.KEEP_VISIT: reverse("appointment", args=[row.reference]),
            StepCode.BOOK_AGAIN: reverse("book", args=[row.service]),
        },
    )
