"""The blocks as who plans them sees them: a span of days, one block, and the visits in it. For staff."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.access import access_block
from gaiyue.booking.models import Appointment, Block
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class Span:
    """The days to look at, both included, narrowed to a service and a location where given (codes)."""

    first: date
    last: date
    service: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class FillRow:
    """A block with how full it is. Names in both languages."""

    id: int
    on: date
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    reserve: int
    reserve_until: datetime | None
    is_open: bool
    is_extra: bool
    closed_because: str
    service: str
    service_zh: str
    service_en: str
    location: str
    location_zh: str
    location_en: str


@dataclass(frozen=True, slots=True)
class SeatedRow:
    """A visit that holds a seat of a block."""

    reference: str
    enterprise_name: str
    state: str
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class SeatedPage:
    """One page of the visits of a block; `total` in all."""

    rows: tuple[SeatedRow, ...]
    total: int
    number: int


FIELDS = (
    *("pk", "on", "starts_at", "ends_at", "capacity", "taken", "reserve", "reserve_until"),
    *("is_open", "is_extra", "closed_because"),
    *("service__code", "service__name_zh", "service__name_en"),
    *("location__code", "location__name_zh", "location__name_en"),
)


def fill_between(span: Span, *, actor: Actor) -> list[FillRow]:
    """The blocks of the span by place, service and time; nothing for who may not see the board. One query."""
    if not may(actor, May.SEE_BOARD):
        return []
    rows = Block.objects.filter(park=actor.park, on__range=(span.first, span.last))
    if span.service:
        rows = rows.filter(service__code=span.service)
    if span.location:
        rows = rows.filter(location__code=span.location)
    ordered = rows.order_by(
        "on", "location__code", "service__position", "service__code", "starts_at"
    )
    return [FillRow(*row) for row in ordered.values_list(*FIELDS)]


def fill_of(block: int, *, actor: Actor) -> FillRow:
    """One block; NotThere when it isn't there for this actor. Two queries."""
    if not may(actor, May.SEE_BOARD):
        raise NotThere(str(block))
    found = access_block(block, park=actor.park)
    return FillRow(*Block.objects.filter(pk=found.pk).values_list(*FIELDS)[0])


def seated_in(block: int, *, actor: Actor, page: int = 1) -> SeatedPage:
    """The visits that hold a seat of the block, in the order of their booking. Two queries."""
    if not may(actor, May.SEE_BOARD):
        return SeatedPage((), 0, 1)
    there = Appointment.objects.filter(park=actor.park, block_id=block, holds_seat=True)
    total = there.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    rows = there.order_by("booked_at", "pk").values_list(
        "reference", "enterprise__name", "state", "booked_at"
    )
    wanted = rows[(number - 1) * PAGE : number * PAGE]
    return SeatedPage(tuple(SeatedRow(*row) for row in wanted), total, number)
