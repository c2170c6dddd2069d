"""Arithmetic on days: working days, opening hours, deadlines. Pure: no clock, no table.

Where the rules come from:

- Working days: 全国年节及纪念日放假办法 (Order 795 of the State Council, in force since 2025) names the
  statutory days; the yearly notice of the State Council's General Office (国务院办公厅关于…年部分节假日
  安排的通知) sets the days off around them and the weekends that are worked instead (调休).
- Periods: Civil Code (民法典) art. 201, the day on which a period begins is not counted; art. 203, a period
  ends at 24:00 of its last day or, where there are business hours, when business stops; art. 204, a
  counting agreed by the parties comes before the law's: the ground of `Convention.BOTH_DAYS`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from gaiyue.base.clock import ZONE

MAX_DAYS = 366
"""The longest notice or promise that makes sense; more is a mistake of whoever typed it."""

MAX_WALK = 3660
"""Nothing is counted or looked for over more than about ten years of days."""

YEARS = range(1950, 2200)
"""The years that a day can sensibly lie in."""

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    """Off by the State Council's notice, statutory or exchanged."""
    MAKEUP = "makeup"
    """A weekend that is worked (调休上班)."""
    CLOSURE = "closure"
    """The park is closed, whatever the day would be otherwise."""
    EXTRA_OPEN = "extra_open"
    """The park opens on its own account: there are seats, but the day does not count as a working day."""


class Unit(StrEnum):
    """What is counted."""

    WORKING = "working"
    NATURAL = "natural"


class Convention(StrEnum):
    """Which days count (`Unit` says of what kind)."""

    BOTH_DAYS = "both_days"
    """The day of applying and the day of the visit both count (the park's published example)."""
    CIVIL_CODE = "civil_code"
    """The day of applying does not count, the day of the visit does (Civil Code art. 201)."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When the counters are open on one weekday, on the park's wall clock; the lunch break may be absent."""

    opens: time
    closes: time
    lunch_from: time | None = None
    lunch_to: time | None = None

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"opening hours end before they begin: {self.opens}–{self.closes}")
        if self.lunch_from is None and self.lunch_to is None:
            return
        if self.lunch_from is None or self.lunch_to is None:
            raise ValueError("a lunch break needs both its beginning and its end")
        if not self.opens < self.lunch_from < self.lunch_to < self.closes:
            raise ValueError(f"the lunch break must lie inside {self.opens}–{self.closes}")


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """One edition of a park's calendar.

    `days` holds exceptions only; any other day is WORKING from Monday to Friday and WEEKEND otherwise.
    `published` are the years whose notice is out: in any other year the make-up days are not known yet.
    `hours` are by weekday, 0 = Monday.
    """

    edition: int
    days: Mapping[date, DayKind] = field(hash=False)
    published: frozenset[int]
    hours: Mapping[int, OpeningHours] = field(hash=False)

    def __post_init__(self) -> None:
        if not self.hours or not self.hours.keys() <= set(range(7)):
            raise ValueError("a calendar needs opening hours for one weekday (0–6) at least")
        # A calendar is shared by every request of a process: nobody may change it.
        object.__setattr__(self, "days", MappingProxyType(dict(self.days)))
        object.__setattr__(self, "hours", MappingProxyType(dict(self.hours)))

    def kind(self, day: date) -> DayKind:
        """What this day is."""
        _check_day(day)
        weekday = DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING
        return self.days.get(day, weekday)

    def is_working(self, day: date) -> bool:
        """Whether the day counts where working days are counted."""
        return self.kind(day) in {DayKind.WORKING, DayKind.MAKEUP}

    def is_open(self, day: date) -> bool:
        """Whether the park receives visits on this day: working days, and its own extra open days."""
        return self.is_working(day) or self.kind(day) is DayKind.EXTRA_OPEN

    def is_provisional(self, day: date) -> bool:
        """Whether the year's notice is still to come, so that this day may change."""
        return day.year not in self.published

    def add_working_days(self, day: date, n: int) -> date:
        """The working day `n` working days after `day`, before it when `n` is negative.

        Counting begins on `day` itself, or on the next working day when it is none: so n = 0 is that day, and
        adding a and then b is the same as adding a + b.
        """
        if abs(n) > MAX_WALK:
            raise ValueError(f"{n} working days is more than {MAX_WALK}")
        start = self._first_working(day, _DAY)
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            start = self._first_working(start + step, step)
        return start

    def count_working_days(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included; 0 when `last` is earlier."""
        if (last - first).days > MAX_WALK:
            raise ValueError(f"{first} to {last} is too long to count")
        return sum(self.is_working(day) for day in _days(first, last))

    def hours_on(self, day: date) -> OpeningHours | None:
        """When the counters are open on this day; None when the park is closed.

        An open day on a weekday without hours of its own (a make-up Saturday) has the usual hours.
        """
        return self.hours.get(day.weekday(), self._usual_hours()) if self.is_open(day) else None

    def closes_at(self, day: date) -> datetime:
        """Close of business of the day, on the park's clock.

        A day on a weekday without hours ends at the park's usual closing hour, the latest of the week: a
        deadline in natural days can fall on a Sunday and still needs an hour.
        """
        hours = self.hours.get(day.weekday(), self._usual_hours())
        return datetime.combine(day, hours.closes, ZONE)

    def _usual_hours(self) -> OpeningHours:
        return max(self.hours.values(), key=lambda hours: (hours.closes, hours.opens))

    def _first_working(self, day: date, step: timedelta) -> date:
        for _ in range(MAX_WALK):
            if self.is_working(day):
                return day
            day += step
        raise ValueError(f"no working day within {MAX_WALK} days of {day}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment, and what it was counted with."""

    at: datetime
    on: date
    """The last permitted day."""
    is_provisional: bool
    """A day on the way lies in a year whose notice is still to come: the deadline may still change."""
    calendar_edition: int


def notice_deadline(
    calendar: WorkingCalendar,
    visit_on: date,
    *,
    days: int,
    unit: Unit,
    convention: Convention,
    cutoff: time | None,
) -> Deadline:
    """Until when a visit can still be changed with `days` of notice; 0 means up to the visit day itself.

    Applying on a day that is no working day counts as applying on the next working day, so in working days
    the last permitted day is always a working day: for a Wednesday and three days, Monday with both days
    counted, the Friday before under the Civil Code. The hour is `cutoff`, or close of business.
    """
    _check_number(days)
    _check_day(visit_on)
    last = _last_permitted(calendar, visit_on, days=days, unit=unit, convention=convention)
    at = calendar.closes_at(last) if cutoff is None else datetime.combine(last, cutoff, ZONE)
    return _deadline(calendar, at, first=last, last=visit_on)


def promise_due(
    calendar: WorkingCalendar,
    received_at: datetime,
    *,
    days: int,
    unit: Unit,
    convention: Convention = Convention.CIVIL_CODE,
) -> Deadline:
    """By when something received now has to be answered: close of business on the last day.

    The day of receipt is the park's calendar day, also after closing time. In working days, receipt on a
    day that is none counts as receipt on the next one. In natural days the last day stays where it falls:
    art. 203 would carry it past a holiday, but the park promises the earlier day.
    """
    _check_number(days)
    if received_at.tzinfo is None:
        raise ValueError("a moment needs a time zone: pass an aware datetime")
    received_on = received_at.astimezone(ZONE).date()
    _check_day(received_on)
    further = max(days - 1, 0) if convention is Convention.BOTH_DAYS else days
    due_on = received_on + further * _DAY
    if unit is Unit.WORKING:
        due_on = calendar.add_working_days(received_on, further)
    return _deadline(calendar, calendar.closes_at(due_on), first=received_on, last=due_on)


def _last_permitted(
    calendar: WorkingCalendar, visit_on: date, *, days: int, unit: Unit, convention: Convention
) -> date:
    if days == 0:
        return visit_on
    counts_applying = convention is Convention.BOTH_DAYS
    if unit is Unit.NATURAL:
        return visit_on - (days - 1 if counts_applying else days) * _DAY
    # The visit day counts when it is a working day; an extra open day has seats but does not count.
    back = days - 1 if calendar.is_working(visit_on) else days
    return calendar.add_working_days(visit_on, -back if counts_applying else -back - 1)


def _deadline(calendar: WorkingCalendar, at: datetime, *, first: date, last: date) -> Deadline:
    return Deadline(
        at=at,
        on=at.date(),
        is_provisional=not calendar.published.issuperset(range(first.year, last.year + 1)),
        calendar_edition=calendar.edition,
    )


def _check_number(days: int) -> None:
    if not 0 <= days <= MAX_DAYS:
        raise ValueError(f"a number of days from 0 to {MAX_DAYS} is needed, not {days}")


def _check_day(day: date) -> None:
    # A datetime is a date to Python, but is never found among a calendar's exceptions.
    if isinstance(day, datetime) or day.year not in YEARS:
        raise ValueError(f"a day from {YEARS.start} to {YEARS.stop - 1} is needed, not {day!r}")


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
