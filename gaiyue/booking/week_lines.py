"""What a change of the week does, as lines to read: days and hours, and the visits in blocks that stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.booking.close_blocks import Concerned
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.planned import Slot
from gaiyue.booking.states import State
from gaiyue.booking.week_effect import Work
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import marked_days


@dataclass(frozen=True, slots=True)
class Line:
    """A block: when, how many seats, how many of them taken; `block` is None for one that is to be made."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int = 0
    block: int | None = None


@dataclass(frozen=True, slots=True)
class ShutDay:
    """A day on which the park is closed, and the occasion (a code of the calendar; empty for a weekend)."""

    on: date
    kind: DayKind
    occasion: str


@dataclass(frozen=True, slots=True)
class WeekEffect:
    """What the change does up to `until`, in the order of time.

    `made` are new or open again; `shut` get none because the park is closed; `hindered` get none because another
    block is in the way (the line is that block); `resized` have the seats and hours of the new week; `closed`, `kept`
    and `staying` have no place in it; `visits` are in those that stay.
    """

    until: date
    made: tuple[Line, ...]
    shut: tuple[ShutDay, ...]
    hindered: tuple[Line, ...]
    resized: tuple[Line, ...]
    closed: tuple[Line, ...]
    kept: tuple[Line, ...]
    staying: tuple[Line, ...]
    visits: tuple[Concerned, ...]


def lines_of(work: Work, *, park: str) -> WeekEffect:
    """The lines; one query for the visits, and the calendar's where a day is shut."""
    return WeekEffect(
        until=work.until,
        made=_sorted(
            _of_slot(slot) for slot in (*work.fit.missing, *(s for s, _ in work.fit.dormant))
        ),
        shut=_shut(work.shut, park),
        hindered=_sorted(_of_block(block) for _, block in work.fit.hindered),
        resized=_sorted(
            Line(slot.starts_at, slot.ends_at, slot.capacity, 0, block.pk)
            for slot, block in work.resizing
        ),
        closed=_sorted(map(_of_block, work.closing)),
        kept=_sorted(map(_of_block, work.kept)),
        staying=_sorted(map(_of_block, work.staying)),
        visits=_visits(work.staying, park),
    )


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.starts_at, line.block or 0)))


def _of_slot(slot: Slot) -> Line:
    return Line(slot.starts_at, slot.ends_at, slot.capacity)


def _of_block(block: Block) -> Line:
    return Line(block.starts_at, block.ends_at, block.capacity, block.taken, block.pk)


def _shut(days: tuple[date, ...], park: str) -> tuple[ShutDay, ...]:
    if not days:
        return ()
    marks = {mark.day: mark for mark in marked_days(park, first=days[0], last=days[-1])}
    return tuple(
        ShutDay(day, marks[day].kind, marks[day].occasion)
        if day in marks
        else ShutDay(day, DayKind.WEEKEND, "")
        for day in days
    )


def _visits(blocks: tuple[Block, ...], park: str) -> tuple[Concerned, ...]:
    there = Appointment.objects.filter(park=park, block__in=blocks, state=State.BOOKED)
    rows = there.order_by("block__starts_at", "pk").values_list(
        *("reference", "enterprise__code", "service__code", "block_id", "block__starts_at"),
        "enterprise__name",
    )
    return tuple(Concerned(*row) for row in rows)
