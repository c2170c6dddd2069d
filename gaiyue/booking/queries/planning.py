"""What planning looks at: all seats of a span of days, and all visits that are still ahead. For the house itself."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.models.block import SEATS_FREE
from gaiyue.booking.states import LIVE


@dataclass(frozen=True, slots=True)
class SeatsRow:
    """The seats of one block; `free` are those that an ordinary visit can take now."""

    block: int
    service: str
    location: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int
    free: int


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A visit that is still ahead or under way; `service`, `location` and `enterprise` are codes."""

    reference: str
    enterprise: str
    service: str
    location: str
    state: str
    block: int
    on: date
    starts_at: datetime
    ends_at: datetime
    change_until: datetime
    moves: int


def seats_between(park: str, first: date, last: date) -> list[SeatsRow]:
    """The open blocks from `first` to `last`, both included, in the order of their time; one query."""
    rows = Block.objects.filter(park=park, on__range=(first, last), is_open=True)
    values = rows.order_by("starts_at", "pk").values_list(
        "pk",
        "service__code",
        "location__code",
        "starts_at",
        "ends_at",
        "capacity",
        "taken",
        SEATS_FREE,
    )
    return [SeatsRow(*row) for row in values]


def live_visits(park: str) -> list[LiveRow]:
    """Every live visit of the park in the order of its time; one query."""
    rows = Appointment.objects.filter(park=park, state__in=LIVE).order_by("block__starts_at", "pk")
    return [
        LiveRow(*row)
        for row in rows.values_list(
            "reference",
            "enterprise__code",
            "service__code",
            "block__location__code",
            "state",
            "block_id",
            "block__on",
            "block__starts_at",
            "block__ends_at",
            "change_until",
            "moves",
        )
    ]
