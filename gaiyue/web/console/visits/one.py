"""One visit for the counter, with its history."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.history import show_history
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_visit


@open_to(Door.STAFF)
@require_safe
def visit(request: Request, reference: str) -> HttpResponse:
    """One visit with its history."""
    row = one_visit(reference, actor=request.actor)
    reasons = show_rules(request.park, row.service).reasons
    context = {
        "visit": show_visit(row),
        "history": show_history(row.reference, actor=request.actor, reasons=reasons),
    }
    return render(request, "console/visits/one.html", context)
