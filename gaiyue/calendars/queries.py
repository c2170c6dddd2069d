"""Read the calendars: the one in force, an earlier edition, the days that are marked."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from gaiyue.base.cells import current_cell
from gaiyue.calendars.content import Content, Year
from gaiyue.calendars.days import DayKind, WorkingCalendar
from gaiyue.calendars.editions import CalendarMissing, content_of, edition_numbered, latest_edition
from gaiyue.calendars.models import CalendarEdition

__all__ = [
    "CalendarMissing",
    "MarkedDay",
    "calendar_column",
    "calendar_in",
    "marked_by_park",
    "marked_days",
    "working_calendar",
    "working_calendar_of",
    "year_source",
]


SIGN = "|"


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day that is not what its weekday says, and why (a code of occasions.py)."""

    day: date
    kind: DayKind
    occasion: str


def working_calendar(park: str) -> WorkingCalendar:
    """The park's calendar in force; CalendarMissing when it has none.

    One query; four more when this process sees the edition for the first time.
    """
    return _of(latest_edition(park))[1]


def calendar_column(park: str) -> Subquery:
    """The edition in force as a column of another query, which knows the park by that name; for `calendar_in`."""
    rows = CalendarEdition.objects.filter(park=OuterRef(park)).order_by("-number")
    named = Concat(Cast("number", CharField()), Value(SIGN), "digest")
    return Subquery(rows.annotate(named=named).values("named")[:1])


def calendar_in(named: str | None, *, park: str) -> WorkingCalendar:
    """The calendar that the column names; no query as a rule. CalendarMissing when the park has none."""
    if named is None:
        return working_calendar(park)
    number, _, digest = named.partition(SIGN)
    return _loaded(current_cell(), park, int(number), digest)[1]


def working_calendar_of(park: str, edition: int) -> WorkingCalendar:
    """The calendar that a promise was counted with; CalendarMissing when there is no such edition."""
    return _of(edition_numbered(park, edition))[1]


def marked_days(park: str, *, first: date, last: date) -> tuple[MarkedDay, ...]:
    """The marked days from `first` to `last`, in order; the park's own word before the notice's."""
    content, _ = _of(latest_edition(park))
    marks = {**content.by_notice, **content.by_park}
    return tuple(
        MarkedDay(day, marks[day].kind, marks[day].occasion)
        for day in sorted(marks)
        if first <= day <= last
    )


def year_source(park: str, year: int) -> Year | None:
    """Whether the notice of the year is in, and where it was read; None for a year that the calendar does not cover."""
    content, _ = _of(latest_edition(park))
    return content.years.get(year)


def marked_by_park(park: str, day: date) -> bool:
    """Whether the park itself has closed or opened the day."""
    content, _ = _of(latest_edition(park))
    return day in content.by_park


def _of(edition: CalendarEdition) -> tuple[Content, WorkingCalendar]:
    return _loaded(current_cell(), edition.park, edition.number, edition.digest)


@lru_cache(maxsize=256)
def _loaded(cell: str, park: str, number: int, digest: str) -> tuple[Content, WorkingCalendar]:  # noqa: ARG001 - part of the key
    # Editions never change. The digest is in the key for an edition that was seen inside a
    # transaction and then rolled back: its number may come again with other days.
    content = content_of(edition_numbered(park, number))
    return content, content.as_calendar(number)
