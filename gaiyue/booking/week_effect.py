"""What a change of the week means for the blocks that exist, decided block by block. Nothing is written here."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gaiyue.booking.models import Block, Template
from gaiyue.booking.planned import Fit, Key, Slot, fit, of_the_day, slots
from gaiyue.calendars.days import WorkingCalendar


class Leftover(StrEnum):
    """What becomes of blocks ahead that the week has no place for any more, and that nobody has booked."""

    CLOSE = "close"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done up to `until`.

    `closing` and `kept` have no place in the week any more and no visit, and are one or the other as was wished;
    `staying` have no place or other seats, but a visit or somebody's hand on them, or would grow into another block;
    `resizing` take the seats and hours of the week; `shut` are the days on which the week would have new blocks if the
    park were open. What is kept is in the way of new blocks like any other block.
    """

    until: date
    fit: Fit
    closing: tuple[Block, ...]
    kept: tuple[Block, ...]
    resizing: tuple[tuple[Slot, Block], ...]
    staying: tuple[Block, ...]
    shut: tuple[date, ...]


def compare(
    before: Sequence[Template],
    after: Sequence[Template],
    *,
    blocks: Sequence[Block],
    calendar: WorkingCalendar,
    days: tuple[date, date],
    leftover: Leftover,
) -> Work:
    """Both weeks of the services, their blocks, the first and last day to look at, and what to do with leftovers."""
    first, last = days
    old = {slot.key: slot for slot in slots(before, calendar=calendar, first=first, last=last)}
    new = {slot.key: slot for slot in slots(after, calendar=calendar, first=first, last=last)}
    leaving: list[Block] = []
    staying: list[Block] = []
    resizing: list[tuple[Slot, Block]] = []
    for block in blocks:
        was, becomes = old.get(_key(block)), new.get(_key(block))
        if was is None or not block.is_open or block.is_extra or was == becomes:
            continue
        if not _is_untouched(block, was):
            staying.append(block)
        elif becomes is None:
            leaving.append(block)
        else:
            resizing.append((becomes, block))
    closing, kept = (leaving, []) if leftover is Leftover.CLOSE else ([], leaving)
    going = {block.pk for block in closing}
    left = [block for block in blocks if block.pk not in going]
    resizing, hindered = _resizable(resizing, left)
    hours = {block.pk: slot.ends_at for slot, block in resizing}
    fresh = [slot for key, slot in new.items() if key not in old]
    return Work(
        until=last,
        fit=fit(fresh, [_ending(block, hours.get(block.pk)) for block in left]),
        closing=tuple(closing),
        kept=tuple(kept),
        resizing=tuple(resizing),
        staying=tuple(sorted((*staying, *hindered), key=_id)),
        shut=_shut(before, after, calendar, days),
    )


def _resizable(
    pairs: Sequence[tuple[Slot, Block]], blocks: Sequence[Block]
) -> tuple[list[tuple[Slot, Block]], list[Block]]:
    """The pairs whose new hours overlap no other open block of the service; and the blocks of the rest, which stay.

    A block keeps its beginning, so that none can grow into the place that another one leaves.
    """
    open_ones = [block for block in blocks if block.is_open]
    fits, hindered = [], []
    for slot, block in pairs:
        others = (
            other for other in open_ones if other.pk != block.pk and _desk(other) == _desk(block)
        )
        if any(one.starts_at < slot.ends_at and slot.starts_at < one.ends_at for one in others):
            hindered.append(block)
        else:
            fits.append((slot, block))
    return fits, hindered


def _ending(block: Block, ends_at: datetime | None) -> Block:
    """The block with the hours that it will have."""
    if ends_at is None:
        return block
    resized = copy(block)
    resized.ends_at = ends_at
    return resized


def _is_untouched(block: Block, was: Slot) -> bool:
    """Whether nobody sits in it and nobody has changed its size by hand; a released reserve is nobody's hand."""
    as_made = block.capacity == was.capacity and block.ends_at == was.ends_at
    return block.taken == 0 and as_made and block.reserve in (0, was.reserve)


def _shut(
    before: Sequence[Template],
    after: Sequence[Template],
    calendar: WorkingCalendar,
    days: tuple[date, date],
) -> tuple[date, ...]:
    known = {_place(template) for template in before}
    added = [template for template in after if _place(template) not in known]
    first, last = days
    every = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return tuple(
        day
        for day in every
        if not calendar.is_open(day)
        and any(one.weekday == day.weekday() for one in of_the_day(day, added))
    )


def _place(template: Template) -> tuple[object, ...]:
    hours = (template.weekday, template.opens, template.valid_from)
    return (template.service_id, template.location_id, *hours)


def _desk(block: Block) -> tuple[int, int]:
    return (block.service_id, block.location_id)


def _key(block: Block) -> Key:
    return (block.service_id, block.location_id, block.starts_at)


def _id(block: Block) -> int:
    return int(block.pk)
