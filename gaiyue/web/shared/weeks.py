"""The days of whole weeks as cards: what is left on each, and why nothing is on the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.booking.queries.availability import DayRow
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import marked_days
from gaiyue.calendars.wording import say_occasion

WEEK: Final = timedelta(days=7)
WEEKS_SHOWN: Final = 2
WORKING_WEEK: Final = 5
SHUT: Final = frozenset({DayKind.HOLIDAY, DayKind.CLOSURE})


@dataclass(frozen=True, slots=True)
class Present:
    """The visit that is being moved; a booking has none."""

    block: int
    on: date
    location: str


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day as a card; `why` says in a word why nothing can be booked, `occasion` names the holiday."""

    on: date
    is_open: bool
    free: int
    is_full: bool
    is_current: bool
    is_chosen: bool
    is_today: bool
    occasion: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownWeeks:
    """Whole weeks, row by row; `columns` is how many days each row has."""

    days: tuple[ShownDay, ...]
    columns: int
    earlier_url: str | None
    later_url: str | None


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks_of(days: Sequence[DayRow]) -> list[date]:
    """The Mondays from this week to the week of the last day that has blocks."""
    first = monday_of(clock.today())
    last = monday_of(days[-1].on) if days else first
    return [first + n * WEEK for n in range((last - first).days // 7 + 1)]


def show_weeks(
    park: str,
    days: Sequence[DayRow],
    *,
    start: date,
    address: Callable[..., str],
    chosen: DayRow | None,
    present: Present | None,
) -> ShownWeeks:
    """The weeks from `start` on; Saturdays and Sundays only where the park has blocks on one of them."""
    weeks = weeks_of(days)
    shown = [monday for monday in weeks if start <= monday < start + WEEKS_SHOWN * WEEK]
    rows = {day.on: day for day in days}
    weekend = [day.on.weekday() for day in days if monday_of(day.on) in shown]
    columns = max([WORKING_WEEK, *(weekday + 1 for weekday in weekend)])
    dates = [monday + timedelta(days=n) for monday in shown for n in range(columns)]
    shut = {
        mark.day: mark
        for mark in marked_days(park, first=dates[0], last=dates[-1])
        if mark.kind in SHUT
    }
    last = days[-1].on if days else dates[-1]
    cards = tuple(
        ShownDay(
            on=on,
            is_open=on in rows and rows[on].is_open,
            free=rows[on].free if on in rows else 0,
            is_full=on in rows and rows[on].is_open and rows[on].free == 0,
            is_current=present is not None and present.on == on,
            is_chosen=chosen is not None and chosen.on == on,
            is_today=on == clock.today(),
            occasion=say_occasion(shut[on].occasion) if on in shut else "",
            why=_why(on, last=last, is_shut=on in shut),
            url=address(**{"on": on.isoformat(), "from": start.isoformat()}),
        )
        for on in dates
    )
    sooner, later = start - WEEKS_SHOWN * WEEK, start + WEEKS_SHOWN * WEEK
    return ShownWeeks(
        days=cards,
        columns=columns,
        earlier_url=address(**{"from": max(sooner, weeks[0]).isoformat()})
        if start > weeks[0]
        else None,
        later_url=address(**{"from": later.isoformat()}) if later <= weeks[-1] else None,
    )


def _why(on: date, *, last: date, is_shut: bool) -> str:
    """Said on days without open blocks."""
    today = clock.today()
    if on < today:
        return _("已过")
    if is_shut:
        return _("不办公")
    if on == today:
        return _("已截止")
    return _("未开放") if on > last else _("不办理")
