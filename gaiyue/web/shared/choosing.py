"""Choosing where and when: the same two steps for a booking and for a move, with plain links and no script."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.base.errors import NotThere
from gaiyue.booking.queries.availability import BlockRow, DayRow, days_with_blocks, one_block
from gaiyue.booking.queries.services import LocationRow, ServiceRow
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.show import ShownLocation, show_location

DAYS_SHOWN = 10
NOON = 12
ID_DIGITS = 18
"""No id of any cell is longer."""


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day as a card."""

    on: date
    is_open: bool
    free: int
    is_full: bool
    is_current: bool
    is_chosen: bool
    note: str
    url: str


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
class Present:
    """The visit that is being moved; a booking has none."""

    block: int
    on: date
    location: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything that the choosing page shows."""

    locations: tuple[ShownLocation, ...]
    chosen_location: ShownLocation
    days: tuple[ShownDay, ...]
    chosen_on: date | None
    blocks: tuple[ShownBlock, ...]
    earlier_url: str | None
    later_url: str | None


def choose(
    request: Request, service: ServiceRow, *, base: str, present: Present | None = None
) -> Choice | None:
    """What can be chosen, following ?location=, ?on=, ?from= and ?block=; None when nobody receives the service.

    `base` is the address of the choosing page: the check page shows it too, when nothing was chosen.
    """
    if not service.locations:
        return None
    place = _place(request, service, present)
    days = days_with_blocks(request.park, service=service.code, location=place.code)
    chosen = _day(request, days)
    first = _first(request, days, chosen)
    shown = days[first : first + DAYS_SHOWN]
    here = present if present and present.location == place.code else None
    locations = tuple(
        show_location(one, url=_url(base, location=one.code), is_chosen=one.code == place.code)
        for one in service.locations
    )
    return Choice(
        locations=locations,
        chosen_location=next(one for one in locations if one.is_chosen),
        days=tuple(
            _shown_day(
                day,
                _url(base, location=place.code, on=day.on.isoformat()),
                chosen=chosen,
                present=here,
            )
            for day in shown
        ),
        chosen_on=chosen.on if chosen else None,
        blocks=tuple(
            _shown_block(request, block, here) for block in (chosen.blocks if chosen else ())
        ),
        earlier_url=_turn(base, place, days, first - DAYS_SHOWN) if first > 0 else None,
        later_url=_turn(base, place, days, first + DAYS_SHOWN)
        if first + DAYS_SHOWN < len(days)
        else None,
    )


def _place(request: Request, service: ServiceRow, present: Present | None) -> LocationRow:
    wanted = request.GET.get("location") or (present.location if present else "")
    return next((one for one in service.locations if one.code == wanted), service.locations[0])


def _day(request: Request, days: list[DayRow]) -> DayRow | None:
    """The day asked for, else the first with a free seat on the page asked for."""
    wanted = request.GET.get("on", "")
    found = next((day for day in days if day.on.isoformat() == wanted), None)
    from_on = request.GET.get("from", "")
    return found or next((day for day in days if day.free and day.on.isoformat() >= from_on), None)


def _first(request: Request, days: list[DayRow], chosen: DayRow | None) -> int:
    """Where the shown days begin: at ?from=, else at the page that has the chosen day."""
    from_on = request.GET.get("from", "")
    starts = next((n for n, day in enumerate(days) if day.on.isoformat() == from_on), None)
    if starts is not None:
        return starts
    return days.index(chosen) // DAYS_SHOWN * DAYS_SHOWN if chosen else 0


def _turn(base: str, place: LocationRow, days: list[DayRow], first: int) -> str:
    return _url(base, **{"location": place.code, "from": days[max(first, 0)].on.isoformat()})


def _url(base: str, **query: str) -> str:
    return f"{base}?{urlencode(query)}"


def _shown_day(
    day: DayRow, url: str, *, chosen: DayRow | None, present: Present | None
) -> ShownDay:
    return ShownDay(
        on=day.on,
        is_open=day.is_open,
        free=day.free,
        is_full=day.is_open and day.free == 0,
        is_current=present is not None and present.on == day.on,
        is_chosen=chosen is not None and chosen.on == day.on,
        note=_("今天") if day.on == clock.today() else "",
        url=url,
    )


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
