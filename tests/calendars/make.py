"""Plain factories for the tests of calendars."""

from collections.abc import Mapping
from datetime import date, datetime, time

from gaiyue.base.actor import Actor
from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import DayKind, OpeningHours, WorkingCalendar
from gaiyue.calendars.published import published_notice
from gaiyue.calendars.start import start_calendar

PARK = "lingang"
MANAGER = Actor(park=PARK, code="account:7", role="manager")
STRANGER = Actor(park="elsewhere", code="account:9", role="manager")

WITH_LUNCH = OpeningHours(time(9), time(17), time(11, 30), time(13, 30))
SHORT_FRIDAY = OpeningHours(time(9), time(16))
WEEK = {0: WITH_LUNCH, 1: WITH_LUNCH, 2: WITH_LUNCH, 3: WITH_LUNCH, 4: SHORT_FRIDAY}


def calendar(
    *years: int, marks: Mapping[date, DayKind] | None = None, edition: int = 1
) -> WorkingCalendar:
    """The calendar of these years as published, with the park's own marks on top."""
    notices = [published_notice(year) for year in years]
    days = {day: mark.kind for notice in notices for day, mark in notice.days.items()}
    return WorkingCalendar(
        edition=edition,
        days={**days, **(marks or {})},
        published=frozenset(notice.year for notice in notices if notice.is_published),
        hours=WEEK,
    )


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on the park's wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def started(*years: int) -> int:
    """A park with its first calendar in the database."""
    return start_calendar(PARK, years=years or (2026, 2027), hours=WEEK, actor=MANAGER)
