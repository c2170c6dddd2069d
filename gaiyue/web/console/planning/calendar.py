"""The calendar of blocks with fill at a glance, by week or month."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.calendar import Span, fill_between
from gaiyue.booking.queries.services import ServiceRow, locations, services
from gaiyue.calendars.queries import marked_days, working_calendar
from gaiyue.calendars.wording import say_provisional
from gaiyue.people.permissions import May, may
from gaiyue.people.queries import department_of
from gaiyue.web.console.planning.shown import show_days
from gaiyue.web.shared.days import day_asked
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.show import show_location, show_service

WEEK = 7


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def calendar(request: Request) -> HttpResponse:
    """The week or month (?view=) of a day (?on=, today by default), for a ?location= and a ?service=."""
    by_month = request.GET.get("view") == "month"
    on = _asked(request.GET.get("on", ""))
    days = _month(on) if by_month else _week(on)
    offered = services(request.park)
    chosen = _chosen(request, offered, by_month=by_month)
    span = Span(days[0], days[-1], service=chosen["service"], location=chosen["location"])
    plan = working_calendar(request.park)
    shown = show_days(
        days,
        fill_between(span, actor=request.actor),
        calendar=plan,
        marks=marked_days(request.park, first=days[0], last=days[-1]),
        month=on.month if by_month else 0,
    )
    before, after = _turn(on, by_month=by_month)
    years = sorted({day.year for day in days if plan.is_provisional(day)})
    context = {
        "days": shown,
        "on": on,
        "by_month": by_month,
        "span": span,
        "has_blocks": any(day.groups for day in shown),
        "locations": [
            show_location(place, is_chosen=place.code == span.location)
            for place in locations(request.park)
        ],
        "services": [show_service(row, is_chosen=row.code == span.service) for row in offered],
        "provisional": [say_provisional(year) for year in years],
        "week_url": _url(request, on, view="week"),
        "month_url": _url(request, on, view="month"),
        "previous_url": _url(request, before),
        "next_url": _url(request, after),
        "today_url": _url(request, clock.today()),
        "day_query": urlencode(_narrowed(request)),
        "may_keep": may(request.actor, May.KEEP_CALENDAR),
        "may_plan": may(request.actor, May.PLAN_BLOCKS),
    }
    return render(request, "console/planning/calendar.html", context)


def _asked(typed: str) -> date:
    return day_asked(typed) or clock.today()


def _week(on: date) -> list[date]:
    monday = on - timedelta(days=on.weekday())
    return [monday + timedelta(days=n) for n in range(WEEK)]


def _month(on: date) -> list[date]:
    """Whole weeks around the month."""
    first = on.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    begin, end = _week(first)[0], _week(last)[-1]
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


def _turn(on: date, *, by_month: bool) -> tuple[date, date]:
    if not by_month:
        return on - timedelta(days=WEEK), on + timedelta(days=WEEK)
    first = on.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)


def _url(request: Request, on: date, *, view: str = "") -> str:
    query = {"view": view or request.GET.get("view", "week"), "on": on.isoformat()}
    return f"?{urlencode(query | _narrowed(request))}"


def _narrowed(request: Request) -> dict[str, str]:
    """What was asked for; asked for everything is not the same as not asked."""
    return {name: request.GET[name] for name in ("location", "service") if name in request.GET}


def _chosen(request: Request, offered: Sequence[ServiceRow], *, by_month: bool) -> dict[str, str]:
    """Code of the service and the location to show.

    A week of everything is too long to be read on a phone: until somebody chooses, it is a service of the reader's own
    department (the first one otherwise) at the first place where it is received.
    """
    asked = {"service": "", "location": "", **_narrowed(request)}
    if by_month or not offered or _narrowed(request):
        return asked
    mine = [row for row in offered if row.department == department_of(request.actor)]
    first = (mine or offered)[0]
    at = first.locations[0].code if first.locations else ""
    return {"service": first.code, "location": at}
