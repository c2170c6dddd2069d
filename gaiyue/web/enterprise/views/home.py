"""The first page: what this is, the services; for a company its next visit, what to bring, what is new."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.services import services
from gaiyue.booking.queries.visits import VisitRow, upcoming
from gaiyue.notify.notices import latest_unread
from gaiyue.web.enterprise.notes import show_notice
from gaiyue.web.enterprise.papers import show_papers
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.held import in_the_way
from gaiyue.web.shared.present import present_company
from gaiyue.web.shared.show import show_service, show_visit

NEWS_SHOWN = 3


@open_to(Door.EVERYBODY)
@require_safe
def home(request: Request) -> HttpResponse:
    """Services for everybody, and the next visit on top for a company that is signed in."""
    context: dict[str, Any] = {"next_visit": None}
    held: dict[str, list[VisitRow]] = {}
    if request.person is not None and request.person.enterprises:
        ahead = upcoming(request.park, enterprises=request.actor.scope)
        context["upcoming_count"] = ahead.total
        mine = present_company(request)
        held = in_the_way(request.park, (row for row in ahead.rows if row.enterprise == mine))
        soonest = next((row for row in ahead.rows if row.ends_at >= clock.now()), None)
        if soonest:
            context["next_visit"] = show_visit(soonest)
            context["papers"] = show_papers(papers_of(soonest.reference, actor=request.actor))
        context["news"] = [
            show_notice(row) for row in latest_unread(request.actor, count=NEWS_SHOWN)
        ]
    context["services"] = [
        show_service(row, held=held[row.code][0].reference if row.code in held else "")
        for row in services(request.park)
    ]
    return render(request, "enterprise/home.html", context)
