"""A year's notice as a value: the days off and the weekends worked, with where they were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gaiyue.calendars.days import DayKind
from gaiyue.calendars.occasions import Festival


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day of a notice: HOLIDAY or MAKEUP, and the festival it belongs to."""

    kind: DayKind
    festival: Festival


@dataclass(frozen=True, slots=True)
class Notice:
    """The special days of a year; `is_published` is False where only the statutory days are known."""

    year: int
    days: Mapping[date, NoticeDay]
    is_published: bool
    source: str
    """A code: which package, or which document, e.g. "guobanfa-2026-8"."""


def span_of(year: int) -> tuple[date, date]:
    """First and last day that the notice of a year speaks of.

    It begins with the December before: what is exchanged for New Year's Day is announced with it (Saturday
    31 December 2011 was worked by the notice for 2012).
    """
    return date(year - 1, 12, 1), date(year, 11, 30)
