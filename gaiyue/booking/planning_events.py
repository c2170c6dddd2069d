"""What can happen to the week and to its blocks, beside what events.py has."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.eventlog.kinds import Code, kind


@kind("blocks.reopened")
@dataclass(frozen=True, slots=True)
class BlocksReopened:
    """Blocks of a day are open again; `visits` are still there and are under the notice rule once more."""

    on: date
    blocks: tuple[int, ...]
    visits: int
    was: Code


@kind("appointment.resumed")
@dataclass(frozen=True, slots=True)
class VisitResumed:
    """The block of a visit is open again, and the visit stands; until when it may be changed from now on."""

    block: int
    starts_at: datetime
    change_until: datetime


@kind("block.reserve_set")
@dataclass(frozen=True, slots=True)
class ReserveSet:
    """So many seats are kept for emergencies, until a moment; None when none are."""

    before: int
    after: int
    until: datetime | None


@kind("template.ended")
@dataclass(frozen=True, slots=True)
class TemplateEnded:
    """A block of the week is made for the last time on that day; None when it never was."""

    last_on: date | None


@kind("week.changed")
@dataclass(frozen=True, slots=True)
class WeekChanged:
    """What a change of the week did to the blocks ahead: how many are new, and ids of those it touched or left."""

    service: Code
    location: Code
    until: date
    made: int
    closed: tuple[int, ...]
    resized: tuple[int, ...]
    kept: tuple[int, ...]


@kind("calendar.followed")
@dataclass(frozen=True, slots=True)
class CalendarFollowed:
    """The blocks of these days were closed or opened as the calendar has the days now."""

    days: tuple[date, ...]
    closed: int
    reopened: int
    made: int
    visits: int
