"""The blocks of a service from one day to another, at one location or at all: one list for a program."""

from dataclasses import dataclass
from datetime import date, timedelta

from gaiyue.base import clock
from gaiyue.booking.access import access_service
from gaiyue.booking.facts import rules_for
from gaiyue.booking.models import Block
from gaiyue.booking.queries.availability import BlockRow, row_of, soonest


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which blocks: of a service, both days included, at one location or everywhere (codes)."""

    service: str
    first: date
    last: date
    location: str = ""


def blocks_between(park: str, stretch: Stretch) -> list[BlockRow]:
    """The bookable blocks of those days by the clock, within horizon and lead time; four queries.

    Raises NotThere for a service that the park doesn't have.
    """
    access_service(stretch.service, park=park)
    rules = rules_for(park, stretch.service)
    today = clock.today()
    horizon = today + timedelta(days=rules.limits.horizon_days)
    blocks = Block.objects.filter(
        park=park,
        service__code=stretch.service,
        on__range=(max(stretch.first, today), min(stretch.last, horizon)),
        starts_at__gte=soonest(rules),
    )
    if stretch.location:
        blocks = blocks.filter(location__code=stretch.location)
    ordered = blocks.select_related("location").order_by("starts_at", "location__code", "pk")
    return [row_of(block) for block in ordered]
