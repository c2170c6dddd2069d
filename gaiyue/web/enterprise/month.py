"""A month of visits as whole weeks from Monday to Sunday."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.formats import date_format

from gaiyue.base import clock
from gaiyue.booking.queries.my_calendar import CalendarVisit
from gaiyue.booking.states import LIVE, State
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import MarkedDay
from gaiyue.calendars.wording import say_occasion
from gaiyue.web.shared.languages import in_language

YEARS: Final = range(2000, 2200)
COLOURS: Final = 4
"""So many companies are told apart by a colour beside their name; the next ones share."""
SHUT: Final = frozenset({DayKind.HOLIDAY, DayKind.CLOSURE})


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A visit in its day; `colour` goes with the company, whose name is always there too."""

    reference: str
    starts_at: datetime
    ends_at: datetime
    service_name: str
    enterprise_name: str
    state: str
    state_label: str
    is_closed_by_park: bool
    is_past: bool
    colour: int


@dataclass(frozen=True, slots=True)
class ShownMonthDay:
    """A day of the grid; `note` names the holiday or why the park is shut."""

    on: date
    in_month: bool
    is_today: bool
    is_shut: bool
    note: str
    entries: tuple[ShownEntry, ...]


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """A month: its weeks, the months beside it (yyyy-mm), and how many visits it has itself."""

    first: date
    title: str
    before: str
    after: str
    weeks: tuple[tuple[ShownMonthDay, ...], ...]
    total: int

    @property
    def days(self) -> list[ShownMonthDay]:
        """The days of the month that have visits, for the list on a phone."""
        return [day for week in self.weeks for day in week if day.in_month and day.entries]


def asked_month(asked: str, *, otherwise: date) -> date:
    """The first day of a month typed as yyyy-mm; of that of the other day when it is none."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", asked):
        year, month = int(asked[:4]), int(asked[5:])
        if year in YEARS and 1 <= month <= 12:  # noqa: PLR2004 - months
            return date(year, month, 1)
    return otherwise.replace(day=1)


def days_of(first: date) -> list[date]:
    """The days of all weeks that the month touches."""
    start = first - timedelta(days=first.weekday())
    end = _next(first)
    days = (end - start).days
    return [start + timedelta(days=n) for n in range(days + -days % 7)]


def show_month(
    first: date,
    *,
    visits: Sequence[CalendarVisit],
    marks: Sequence[MarkedDay],
    companies: Sequence[str],
) -> ShownMonth:
    """The month of `first`; `companies` are the codes in the order that gives them their colours."""
    notes = {mark.day: mark for mark in marks}
    by_day: dict[date, list[ShownEntry]] = {}
    for visit in visits:
        by_day.setdefault(visit.on, []).append(_entry(visit, companies))
    days = [
        ShownMonthDay(
            on=day,
            in_month=day.month == first.month,
            is_today=day == clock.today(),
            is_shut=day in notes and notes[day].kind in SHUT,
            note=say_occasion(notes[day].occasion) if day in notes else "",
            entries=tuple(by_day.get(day, ())),
        )
        for day in days_of(first)
    ]
    return ShownMonth(
        first=first,
        title=date_format(first, "YEAR_MONTH_FORMAT"),
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=_next(first).strftime("%Y-%m"),
        weeks=tuple(tuple(days[n : n + 7]) for n in range(0, len(days), 7)),
        total=sum(len(day.entries) for day in days if day.in_month),
    )


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _entry(visit: CalendarVisit, companies: Sequence[str]) -> ShownEntry:
    place = companies.index(visit.enterprise) if visit.enterprise in companies else 0
    return ShownEntry(
        reference=visit.reference,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        service_name=in_language(visit.service_zh, visit.service_en),
        enterprise_name=visit.enterprise_name,
        state=visit.state,
        state_label=str(State(visit.state).label),
        is_closed_by_park=visit.state == State.BOOKED and not visit.is_open,
        is_past=visit.state not in LIVE or visit.ends_at < clock.now(),
        colour=place % COLOURS + 1,
    )
