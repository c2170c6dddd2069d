"""The alarm behind the invariant: for every block, `taken` is the number of visits that hold a seat of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from gaiyue.booking.models import Block


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A block whose count is wrong."""

    block: int
    taken: int
    held: int


def find_mismatches(park: str, *, since: date) -> list[Mismatch]:
    """The blocks from that day on whose count is wrong; an empty list is the only good answer."""
    held = Count("appointments", filter=Q(appointments__holds_seat=True))
    wrong = (
        Block.objects.filter(park=park, on__gte=since).annotate(held=held).exclude(taken=F("held"))
    )
    rows = wrong.order_by("pk").values_list("pk", "taken", "held")
    return [Mismatch(*row) for row in rows]
