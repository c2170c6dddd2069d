"""The visits that may move free of notice, because their block was closed under them. For staff."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.base.actor import Actor
from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class FreedRow:
    """A visit whose block is closed. Names of the service and the place in both languages."""

    reference: str
    enterprise_name: str
    contact_phone: str
    starts_at: datetime
    closed_because: str
    service_zh: str
    service_en: str
    location_zh: str
    location_en: str


@dataclass(frozen=True, slots=True)
class FreedPage:
    """One page; `total` in all."""

    rows: tuple[FreedRow, ...]
    total: int
    number: int


def freed_between(first: date, last: date, *, actor: Actor, page: int = 1) -> FreedPage:
    """Those of the days from `first` to `last` that nobody has moved yet, by time. Two queries."""
    if not may(actor, May.SEE_BOARD):
        return FreedPage((), 0, 1)
    found = Appointment.objects.filter(
        park=actor.park,
        state=State.BOOKED,
        block__park=actor.park,
        block__on__range=(first, last),
        block__is_open=False,
    )
    total = found.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    rows = found.order_by("block__starts_at", "pk").values_list(
        *("reference", "enterprise__name", "contact_phone", "block__starts_at"),
        *("block__closed_because", "service__name_zh", "service__name_en"),
        *("block__location__name_zh", "block__location__name_en"),
    )
    wanted = rows[(number - 1) * PAGE : number * PAGE]
    return FreedPage(tuple(FreedRow(*row) for row in wanted), total, number)
