"""My appointments: all visits over all services and companies, as one list or one calendar, with filters."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.my_calendar import counts, visits_between
from gaiyue.booking.queries.services import services as all_services
from gaiyue.booking.queries.visits import PAGE, past, upcoming
from gaiyue.booking.queries.wanted import Wanted
from gaiyue.booking.states import State
from gaiyue.calendars.queries import marked_days
from gaiyue.web.enterprise.month import asked_month, days_of, show_month
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.show import show_service, show_visit

TEXT_LENGTH = 64


@open_to(Door.COMPANY)
@require_safe
def appointments(request: Request) -> HttpResponse:
    """The visits of all companies that the person acts for: those ahead, those that are over, or a month of both."""
    when = request.GET.get("when", "")
    wanted = _wanted(request)
    number = counts(request.park, enterprises=request.actor.scope, wanted=wanted)
    context: dict[str, Any] = {
        "when": when if when in ("past", "calendar") else "upcoming",
        "wanted": wanted,
        "counts": number,
        "services": [
            show_service(row, is_chosen=row.code == wanted.service)
            for row in all_services(request.park)
        ],
        "states": [(state.value, state.label, state.value == wanted.state) for state in State],
        "companies": request.person.enterprises if request.person else (),
        "query": query_without_page(request),
        "tab_query": _without(request, "when", "page", "month"),
        "all_url": f"{reverse('appointments')}?when={when}" if when else reverse("appointments"),
    }
    if when == "calendar":
        context |= _month(request, wanted)
    else:
        context["page"] = _list(request, wanted, is_over=when == "past")
    return render(request, "enterprise/appointments.html", context)


def _wanted(request: Request) -> Wanted:
    asked = request.GET
    return Wanted(
        service=asked.get("service", ""),
        state=asked.get("state", ""),
        enterprise=asked.get("company", ""),
        text=asked.get("q", "").strip().replace("\x00", "")[:TEXT_LENGTH],
    )


def _list(request: Request, wanted: Wanted, *, is_over: bool) -> object:
    ask = past if is_over else upcoming
    found = ask(
        request.park, enterprises=request.actor.scope, page=page_number(request), wanted=wanted
    )
    rows = [show_visit(row) for row in found.rows]
    return as_page(rows, total=found.total, number=found.number, size=PAGE)


def _month(request: Request, wanted: Wanted) -> dict[str, Any]:
    asked = request.GET.get("month", "")
    first = asked_month(asked, otherwise=clock.today() if asked else _next_day(request, wanted))
    days = days_of(first)
    visits = visits_between(
        request.park, days[0], days[-1], enterprises=request.actor.scope, wanted=wanted
    )
    marks = marked_days(request.park, first=days[0], last=days[-1])
    codes = [code for code, _name in request.person.enterprises] if request.person else []
    return {"month": show_month(first, visits=visits, marks=marks, companies=codes)}


def _next_day(request: Request, wanted: Wanted) -> date:
    """The day of the next visit, so that the calendar opens where there is something to see; else today."""
    ahead = upcoming(request.park, enterprises=request.actor.scope, wanted=wanted)
    return next((row.on for row in ahead.rows if row.ends_at >= clock.now()), clock.today())


def _without(request: Request, *names: str) -> str:
    rest = request.GET.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()
