"""The first page: what this is, the services, my next visit."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.services import services
from gaiyue.booking.queries.visits import upcoming
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.show import show_service, show_visit


@open_to(Door.EVERYBODY)
@require_safe
def home(request: Request) -> HttpResponse:
    """Services for everybody, and the next visit on top for a company that is signed in."""
    context: dict[str, Any] = {
        "services": [show_service(row) for row in services(request.park)],
        "next_visit": None,
    }
    if request.person is not None and request.person.enterprises:
        ahead = upcoming(request.park, enterprises=request.actor.scope)
        context["upcoming_count"] = ahead.total
        soonest = next((row for row in ahead.rows if row.ends_at >= clock.now()), None)
        context["next_visit"] = show_visit(soonest) if soonest else None
    return render(request, "enterprise/home.html", context)
