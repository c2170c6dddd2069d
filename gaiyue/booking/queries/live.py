"""What a page that stays open must hear: seats left of blocks that changed, and whom a visit concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import Greatest

from gaiyue.base import clock
from gaiyue.booking.models import Appointment, Block

_FREE = Greatest(F("capacity") - F("reserve") - F("taken"), 0)


@dataclass(frozen=True, slots=True)
class BlockNow:
    """What is left of a block, and of the whole day of its service at its location, for an ordinary visit."""

    id: int
    service: str
    location: str
    on: date
    free: int
    free_that_day: int


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a visit concerns, and on which board it stands."""

    reference: str
    enterprise: str
    service: str
    location: str
    on: date


def blocks_now(park: str, blocks: Iterable[int]) -> list[BlockNow]:
    """Those blocks as they are now; two queries however many. Closed ones and those that have begun have none left."""
    rows = Block.objects.filter(park=park, pk__in=sorted(set(blocks)))
    found = list(rows.select_related("service", "location").order_by("pk"))
    if not found:
        return []
    days = Q()
    for block in found:
        days |= Q(service_id=block.service_id, location_id=block.location_id, on=block.on)
    open_ones = Block.objects.filter(days, park=park, is_open=True, starts_at__gt=clock.now())
    totals = {
        (row["service_id"], row["location_id"], row["on"]): row["free"]
        for row in open_ones.values("service_id", "location_id", "on").annotate(free=Sum(_FREE))
    }
    return [
        BlockNow(
            id=block.pk,
            service=block.service.code,
            location=block.location.code,
            on=block.on,
            free=_free(block),
            free_that_day=totals.get((block.service_id, block.location_id, block.on), 0),
        )
        for block in found
    ]


def _free(block: Block) -> int:
    if not block.is_open or block.starts_at <= clock.now():
        return 0
    return max(block.capacity - block.reserve - block.taken, 0)


def concerned(park: str, references: Iterable[str]) -> list[Concerned]:
    """The visits of those references; one query."""
    rows = Appointment.objects.filter(park=park, reference__in=sorted(set(references)))
    values = rows.values_list(
        "reference", "enterprise__code", "service__code", "block__location__code", "block__on"
    )
    return [Concerned(*row) for row in values]
