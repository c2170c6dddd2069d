"""What an edition says, as a value: marks of the notices, the park's own, and the hours. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from gaiyue.calendars.days import DayKind, OpeningHours, WorkingCalendar
from gaiyue.calendars.notice import Notice, span_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What a day is marked as, and the occasion (a code of occasions.py)."""

    kind: DayKind
    occasion: str


@dataclass(frozen=True, slots=True)
class Year:
    """Whether the notice of a year is out, and where its days were read."""

    is_published: bool
    source: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that an edition says."""

    years: Mapping[int, Year]
    by_notice: Mapping[date, Mark]
    by_park: Mapping[date, Mark]
    hours: Mapping[int, OpeningHours]

    def with_notice(self, notice: Notice) -> "Content":
        """The same with one year's notice in place of what was known of that year."""
        first, last = span_of(notice.year)
        kept = {day: mark for day, mark in self.by_notice.items() if not first <= day <= last}
        read = {day: Mark(it.kind, it.festival) for day, it in notice.days.items()}
        years = {**self.years, notice.year: Year(notice.is_published, notice.source)}
        return replace(self, years=years, by_notice=kept | read)

    def with_hours(self, hours: Mapping[int, OpeningHours]) -> "Content":
        """The same with other opening hours."""
        return replace(self, hours=dict(hours))

    def with_mark(self, day: date, mark: Mark) -> "Content":
        """The same with the park's own word on a day."""
        return replace(self, by_park={**self.by_park, day: mark})

    def without_mark(self, day: date) -> "Content":
        """The same with the park's own word on a day withdrawn."""
        return replace(self, by_park={it: mark for it, mark in self.by_park.items() if it != day})

    def as_calendar(self, number: int) -> WorkingCalendar:
        """The arithmetic over it; the park's own marks come before the notice's."""
        marks = {**self.by_notice, **self.by_park}
        return WorkingCalendar(
            edition=number,
            days={day: mark.kind for day, mark in marks.items()},
            published=frozenset(year for year, it in self.years.items() if it.is_published),
            hours=self.hours,
        )

    def digest(self) -> str:
        """The sha256 of all of it, the same on every engine and after every restart."""
        said = [
            [[year, it.is_published, it.source] for year, it in sorted(self.years.items())],
            *(
                [[day.isoformat(), mark.kind, mark.occasion] for day, mark in sorted(marks.items())]
                for marks in (self.by_notice, self.by_park)
            ),
            [
                [weekday, *map(_clock_face, (it.opens, it.closes, it.lunch_from, it.lunch_to))]
                for weekday, it in sorted(self.hours.items())
            ],
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _clock_face(hour: time | None) -> str:
    return hour.isoformat() if hour else ""
