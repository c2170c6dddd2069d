"""What the room records."""

from dataclasses import dataclass
from datetime import date

from gaiyue.eventlog.kinds import Code, Digest, kind


@kind("calendar.started")
@dataclass(frozen=True, slots=True)
class CalendarStarted:
    """A park got its first calendar."""

    edition: int
    digest: Digest
    years_published: tuple[int, ...]
    years_provisional: tuple[int, ...]


@kind("calendar.published")
@dataclass(frozen=True, slots=True)
class YearPublished:
    """A year's notice was taken in. `days` are those that open, close, or start or cease to count by it."""

    edition: int
    digest: Digest
    year: int
    source: Code
    years: tuple[int, ...]
    days: tuple[date, ...]


@kind("calendar.park_closed")
@dataclass(frozen=True, slots=True)
class ParkClosed:
    """The park will be closed on a day."""

    edition: int
    digest: Digest
    day: date
    why: Code


@kind("calendar.extra_opened")
@dataclass(frozen=True, slots=True)
class ExtraDayOpened:
    """The park will be open on a day on which it would be closed; the day does not count as a working day."""

    edition: int
    digest: Digest
    day: date
    why: Code


@kind("calendar.day_restored")
@dataclass(frozen=True, slots=True)
class DayRestored:
    """The park withdrew its closure or its extra open day."""

    edition: int
    digest: Digest
    day: date
    was: Code


@kind("calendar.hours_set")
@dataclass(frozen=True, slots=True)
class HoursSet:
    """The opening hours changed on these weekdays (0 = Monday); the hours themselves are in the edition."""

    edition: int
    digest: Digest
    weekdays: tuple[int, ...]
