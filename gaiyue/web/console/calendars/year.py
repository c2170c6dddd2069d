"""A year at a glance: which days are worked, off, closed or opened by the park; and who changed what."""

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import MarkedDay, marked_days, working_calendar, year_source
from gaiyue.calendars.wording import (
    say_hours,
    say_kind,
    say_month,
    say_occasion,
    say_provisional,
    say_weekday,
)
from gaiyue.eventlog.queries import Search, search_record
from gaiyue.people.permissions import May, may
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.happenings import say_event
from gaiyue.web.shared.who import names_of

FIRST, LAST = 2005, 2099


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One cell; `title` is what it is, in words."""

    on: date
    kind: str
    title: str
    is_today: bool


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def year(request: Request) -> HttpResponse:
    """Twelve months of ?year= (this year by default), and the editions of the calendar."""
    wanted = year_of(request.GET.get("year", ""))
    park = request.park
    calendar = working_calendar(park)
    marks = {
        it.day: it for it in marked_days(park, first=date(wanted, 1, 1), last=date(wanted, 12, 31))
    }
    source = year_source(park, wanted)
    changes = search_record(park, Search(subject="calendar"))
    names = names_of(park, (row.actor for row in changes.rows))

    def cell(on: date) -> ShownDay:
        kind = calendar.kind(on)
        title = say_kind(kind)
        if mark := marks.get(on):
            title = f"{title} {say_occasion(mark.occasion)}"
        return ShownDay(on, kind.value, title, on == clock.today())

    weeks = Calendar().monthdatescalendar
    context = {
        "year": wanted,
        "months": [
            (
                say_month(date(wanted, m, 1)),
                [[cell(d) if d.month == m else None for d in w] for w in weeks(wanted, m)],
            )
            for m in range(1, 13)
        ],
        "weekdays": [say_weekday(n) for n in range(7)],
        "legend": [(kind.value, say_kind(kind)) for kind in DayKind],
        "marks": list(_runs(marks.values())),
        "source": source.source if source else "",
        "provisional": "" if wanted in calendar.published else say_provisional(wanted),
        "hours": [(say_weekday(n), say_hours(it)) for n, it in sorted(calendar.hours.items())],
        "changes": [
            (row, say_event(row.kind, row.facts), names.get(row.actor, "")) for row in changes.rows
        ],
        "before": wanted - 1 if wanted > FIRST else None,
        "after": wanted + 1 if wanted < LAST else None,
        "may_keep": may(request.actor, May.KEEP_CALENDAR),
    }
    return render(request, "console/calendars/year.html", context)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that are the same for the same reason: a festival is one line, not eight."""

    first: date
    last: date
    kind: str
    label: str
    occasion: str

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


def _runs(marks: Iterable[MarkedDay]) -> Iterator[Run]:
    run: Run | None = None
    for mark in sorted(marks, key=lambda it: it.day):
        occasion = say_occasion(mark.occasion)
        is_same = run is not None and (run.kind, run.occasion) == (mark.kind.value, occasion)
        if run and is_same and mark.day - run.last == timedelta(days=1):
            run = replace(run, last=mark.day)
            continue
        if run:
            yield run
        run = Run(mark.day, mark.day, mark.kind.value, say_kind(mark.kind), occasion)
    if run:
        yield run


def year_of(text: str) -> int:
    """The year that was asked for; this year instead of nonsense."""
    asked = int(text[:4]) if text.isascii() and text.isdecimal() else 0
    return asked if FIRST <= asked <= LAST else clock.today().year
