"""What is free: days with what is left, the blocks of a day, and the free blocks nearest to a full one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import F

from gaiyue.base import clock
from gaiyue.booking.access import access_block
from gaiyue.booking.facts import rules_for, seats_free
from gaiyue.booking.models import Block
from gaiyue.policy.limits import Limits


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block; `free` are the seats that an ordinary visit can really take now, of `capacity` all in all."""

    id: int
    on: date
    starts_at: datetime
    ends_at: datetime
    location: str
    free: int
    is_open: bool
    taken: int = 0
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that has blocks, with the free seats of all of them."""

    on: date
    free: int
    is_open: bool
    blocks: tuple[BlockRow, ...]


def days_with_blocks(park: str, *, service: str, location: str) -> list[DayRow]:
    """Every bookable day of the service at the location within its horizon, soonest first; three queries.

    Blocks that begin within the lead time, or have begun, are left out: nobody could take them.
    """
    rules = rules_for(park, service)
    last = clock.today() + timedelta(days=rules.limits.horizon_days)
    blocks = (
        Block.objects.filter(
            park=park,
            service__code=service,
            location__code=location,
            on__range=(clock.today(), last),
            starts_at__gte=soonest(rules.limits, rules.at),
        )
        .select_related("location")
        .order_by("starts_at")
    )
    return [_day(on, rows) for on, rows in groupby(blocks, key=lambda block: block.on)]


def nearest_free(park: str, *, block: int, count: int = 3) -> list[BlockRow]:
    """The free blocks of the same service nearest in time to `block`, at any location, nearest first; five queries."""
    wanted = access_block(block, park=park)
    rules = rules_for(park, wanted.service.code)
    last = clock.today() + timedelta(days=rules.limits.horizon_days)
    free = (
        Block.objects.filter(
            park=park,
            service=wanted.service,
            on__range=(clock.today(), last),
            starts_at__gte=soonest(rules.limits, rules.at),
            is_open=True,
            taken__lt=F("capacity") - F("reserve"),
        )
        .exclude(pk=wanted.pk)
        .select_related("location")
    )
    later = free.filter(starts_at__gte=wanted.starts_at).order_by("starts_at", "pk")[:count]
    sooner = free.filter(starts_at__lt=wanted.starts_at).order_by("-starts_at", "pk")[:count]
    near = sorted([*later, *sooner], key=lambda one: abs(one.starts_at - wanted.starts_at))
    return [_row(one) for one in near[:count]]


def one_block(block: int, *, park: str) -> tuple[BlockRow, str]:
    """A block and the code of its service; NotThere when the park has no such block."""
    found = access_block(block, park=park)
    return _row(found), found.service.code


def soonest(limits: Limits, at: datetime) -> datetime:
    """When the first block begins that can still be taken: what is sooner lies within the lead time."""
    return at + timedelta(minutes=limits.lead_minutes)


def _day(on: date, blocks: Iterable[Block]) -> DayRow:
    rows = tuple(_row(block) for block in blocks)
    return DayRow(on, sum(row.free for row in rows), any(row.is_open for row in rows), rows)


def _row(block: Block) -> BlockRow:
    return BlockRow(
        id=block.pk,
        on=block.on,
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        location=block.location.code,
        free=seats_free(block),
        is_open=block.is_open,
        taken=block.taken,
        capacity=block.capacity,
    )
