"""What a page that stays open must hear: seats left of blocks that changed, and whom a visit concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from gaiyue.base import clock
from gaiyue.booking.facts import seats_free
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.models.block import SEATS_FREE

SLICE = 500
"""Ids in one question: engines limit how long it may be."""


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
    """Those blocks as they are now; two queries, and one for each further 500 of them.

    Closed ones and those that have begun have none left.
    """
    found = [block for some in _slices(blocks) for block in _some_blocks(park, some)]
    if not found:
        return []
    totals = _left_by_day(park, found)
    return [
        BlockNow(
            id=block.pk,
            service=block.service.code,
            location=block.location.code,
            on=block.on,
            free=seats_free(block) if block.starts_at > clock.now() else 0,
            free_that_day=totals.get((block.service_id, block.location_id, block.on), 0),
        )
        for block in found
    ]


def services_of(park: str, blocks: Iterable[int]) -> set[str]:
    """The codes of the services that those blocks are of; one query for each 500 blocks."""
    return {
        code
        for some in _slices(blocks)
        for code in Block.objects.filter(park=park, pk__in=some).values_list(
            "service__code", flat=True
        )
    }


def _slices(blocks: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(set(blocks))
    for first in range(0, len(ids), SLICE):
        yield ids[first : first + SLICE]


def _some_blocks(park: str, ids: list[int]) -> Iterable[Block]:
    rows = Block.objects.filter(park=park, pk__in=ids)
    return rows.select_related("service", "location").order_by("pk")


def _left_by_day(park: str, blocks: list[Block]) -> dict[tuple[int, int, date], int]:
    """Service, location and day → what is left that day; of all pairs of the blocks' days and places, in one query."""
    open_ones = Block.objects.filter(
        park=park,
        service__in={block.service_id for block in blocks},
        location__in={block.location_id for block in blocks},
        on__in={block.on for block in blocks},
        is_open=True,
        starts_at__gt=clock.now(),
    )
    counted = open_ones.values("service_id", "location_id", "on").annotate(free=Sum(SEATS_FREE))
    return {(row["service_id"], row["location_id"], row["on"]): row["free"] for row in counted}


def concerned(park: str, references: Iterable[str]) -> list[Concerned]:
    """The visits of those references; one query."""
    # A batch of the feed has no more events than one question may name references.
    rows = Appointment.objects.filter(park=park, reference__in=sorted(set(references)))
    values = rows.values_list(
        "reference", "enterprise__code", "service__code", "block__location__code", "block__on"
    )
    return [Concerned(*row) for row in values]
