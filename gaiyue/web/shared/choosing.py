"""Choosing where and when: the same two steps for a booking and for a move, with plain links and no script."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from gaiyue.base import clock
from gaiyue.base.errors import NotThere
from gaiyue.booking.queries.availability import BlockRow, DayRow, days_with_blocks, one_block
from gaiyue.booking.queries.services import LocationRow, ServiceRow
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.show import ShownLocation, show_location
from gaiyue.web.shared.weeks import (
    WEEK,
    WEEKS_SHOWN,
    Present,
    ShownDay,
    monday_of,
    show_weeks,
    weeks_of,
)

NOON = 12
ID_DIGITS = 18
"""No id of any cell is longer."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block as a radio button."""

    id: int
    starts_at: datetime
    ends_at: datetime
    free: int
    is_full: bool
    is_current: bool
    is_chosen: bool
    morning: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that the choosing page shows."""

    locations: tuple[ShownLocation, ...]
    chosen_location: ShownLocation
    days: tuple[ShownDay, ...]
    columns: int
    chosen_on: date | None
    blocks: tuple[ShownBlock, ...]
    earlier_url: str | None
    later_url: str | None

    @property
    def shown(self) -> dict[str, Any]:
        """By the names under which the templates know it."""
        return {
            "locations": self.locations,
            "chosen_location": self.chosen_location,
            "days": self.days,
            "day_columns": self.columns,
            "blocks": self.blocks,
            "chosen_on": self.chosen_on,
            "earlier_url": self.earlier_url,
            "later_url": self.later_url,
        }


def choose(
    request: Request, service: ServiceRow, *, base: str, present: Present | None = None
) -> Choice | None:
    """What can be chosen, following ?location=, ?on=, ?from= and ?block=; None when nobody receives the service.

    `base` is the address of the choosing page: the check page shows it too, when nothing was chosen.
    """
    if not service.locations:
        return None
    place, days = _place(request, service, present)
    here = present if present and present.location == place.code else None
    weeks = weeks_of(days)
    start = _asked_week(request, weeks)
    chosen = _day(request, days, present=present, start=start)
    if start is None:
        start = _opening_week(weeks, chosen=chosen, present=present)
    shown = show_weeks(
        request.park,
        days,
        start=start,
        address=lambda **query: _url(base, location=place.code, **query),
        chosen=chosen,
        present=here,
    )
    locations = tuple(
        show_location(one, url=_url(base, location=one.code), is_chosen=one.code == place.code)
        for one in service.locations
    )
    return Choice(
        locations=locations,
        chosen_location=next(one for one in locations if one.is_chosen),
        days=shown.days,
        columns=shown.columns,
        chosen_on=chosen.on if chosen else None,
        blocks=tuple(
            _shown_block(request, block, here) for block in (chosen.blocks if chosen else ())
        ),
        earlier_url=shown.earlier_url,
        later_url=shown.later_url,
    )


def _place(
    request: Request, service: ServiceRow, present: Present | None
) -> tuple[LocationRow, list[DayRow]]:
    """The place asked for, or that of the visit; else the first where something is free. With its days."""

    def days_at(place: LocationRow) -> list[DayRow]:
        return days_with_blocks(request.park, service=service.code, location=place.code)

    wanted = request.GET.get("location") or (present.location if present else "")
    found = next((one for one in service.locations if one.code == wanted), None)
    if found:
        return found, days_at(found)
    first = service.locations[0], days_at(service.locations[0])
    others = ((one, days_at(one)) for one in service.locations[1:])
    return next((one for one in chain([first], others) if any(day.free for day in one[1])), first)


def _asked_week(request: Request, weeks: list[date]) -> date | None:
    """The Monday of ?from=, when there is something to show in its week."""
    asked = request.GET.get("from", "")
    return next((monday for monday in weeks if monday.isoformat() == asked), None)


def _day(
    request: Request, days: list[DayRow], *, present: Present | None, start: date | None
) -> DayRow | None:
    """The day asked for; else one with a free seat: in the weeks turned to, near the visit, or the first."""
    wanted = request.GET.get("on", "")
    found = next((day for day in days if day.on.isoformat() == wanted), None)
    if found:
        return found
    free = [day for day in days if _free_beside(day, present)]
    if start:
        end = start + WEEKS_SHOWN * WEEK
        free = [day for day in free if start <= day.on < end]
    if present and not start:
        return min(free, key=lambda day: (abs(day.on - present.on), day.on), default=None)
    return free[0] if free else None


def _free_beside(day: DayRow, present: Present | None) -> int:
    """Free seats in other blocks than the one that the visit has."""
    return sum(block.free for block in day.blocks if not present or block.id != present.block)


def _opening_week(weeks: list[date], *, chosen: DayRow | None, present: Present | None) -> date:
    """The page opens so that the chosen day is in it, and the visit too when it is close by."""
    if chosen is None:
        return weeks[0]
    week = monday_of(chosen.on)
    mine = monday_of(present.on) if present else week
    first = mine if mine in weeks and mine <= week < mine + WEEKS_SHOWN * WEEK else week
    return max(weeks[0], min(first, weeks[-1] - (WEEKS_SHOWN - 1) * WEEK))  # the page is full


def _url(base: str, **query: str) -> str:
    return f"{base}?{urlencode(query)}"


def _shown_block(request: Request, block: BlockRow, present: Present | None) -> ShownBlock:
    return ShownBlock(
        id=block.id,
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        free=block.free,
        is_full=block.free == 0,
        is_current=present is not None and present.block == block.id,
        is_chosen=request.GET.get("block") == str(block.id),
        morning=clock.local(block.starts_at).hour < NOON,
    )


def asked_block(request: Request, asked: str | None, *, service: str) -> BlockRow | None:
    """The block of an id that was asked for; None for nonsense, an unknown one, or one of another service."""
    if not asked or not asked.isascii() or not asked.isdecimal() or len(asked) > ID_DIGITS:
        return None
    try:
        block, of = one_block(int(asked), park=request.park)
    except NotThere:
        return None
    return block if of == service else None
