"""The blocks of a service from one day to another, at one location or at all: one list for a program."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, cast

from django.db.models import DateField, DateTimeField

from gaiyue.base import clock
from gaiyue.base.prepared import Given, Rows
from gaiyue.booking.access import access_service
from gaiyue.booking.facts import seats_free
from gaiyue.booking.models import Block
from gaiyue.booking.queries.availability import BlockRow, soonest
from gaiyue.policy.queries import limits_in_force


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which blocks: of a service, both days included, at one location or everywhere (codes)."""

    service: str
    first: date
    last: date
    location: str = ""


def blocks_between(park: str, stretch: Stretch) -> list[BlockRow]:
    """The bookable blocks of those days by the clock, within horizon and lead time; two queries, three for none.

    Raises NotThere for a service that the park doesn't have.
    """
    now, today = clock.now(), clock.today()
    limits, _edition = limits_in_force(park, stretch.service, now)
    rows = _BLOCKS(
        park=park,
        service=stretch.service,
        first=max(stretch.first, today),
        last=min(stretch.last, today + timedelta(days=limits.horizon_days)),
        soonest=soonest(limits, now),
    )
    if not rows:
        access_service(stretch.service, park=park)
    found = [_row(_Read(*row)) for row in rows]
    return [one for one in found if stretch.location in ("", one.location)]


_BLOCKS = Rows(
    lambda: (
        Block.objects.filter(
            park=Given("park"),
            service__code=Given("service"),
            on__gte=Given("first", DateField()),
            on__lte=Given("last", DateField()),
            starts_at__gte=Given("soonest", DateTimeField()),
        )
        .order_by("starts_at", "location__code", "pk")
        .values_list(
            *("id", "on", "starts_at", "ends_at", "location__code"),
            *("is_open", "taken", "capacity", "reserve"),
        )
    )
)


class _Read(NamedTuple):
    """A block as it is read here: what a row shows of it, and what its free seats follow from."""

    id: int
    on: date
    starts_at: datetime
    ends_at: datetime
    location: str
    is_open: bool
    taken: int
    capacity: int
    reserve: int


def _row(read: _Read) -> BlockRow:
    return BlockRow(
        id=read.id,
        on=read.on,
        starts_at=read.starts_at,
        ends_at=read.ends_at,
        location=read.location,
        free=seats_free(cast("Block", read)),  # it looks at the seats alone
        is_open=read.is_open,
        taken=read.taken,
        capacity=read.capacity,
    )
