"""Give a block more or fewer seats."""

from django.db.models import F, Value
from django.db.models.functions import Least

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.access import access_block
from gaiyue.booking.add_template import MOST_SEATS
from gaiyue.booking.events import BlockResized
from gaiyue.booking.models import Appointment, Block
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


class VisitsConcerned(Refusal):
    """Fewer seats than are taken: `references` are the visits that would have to move first, the newest first."""

    def __init__(self, *, capacity: int, taken: int, references: tuple[str, ...]) -> None:
        super().__init__(
            "block.capacity_below_taken",
            {"capacity": capacity, "taken": taken, "references": references},
        )
        self.references = references


@deed
def set_capacity(block: int, *, capacity: int, actor: Actor, seen: int | None = None) -> None:
    """Set the seats of a block; its reserve shrinks with it where it must. The number it has already changes nothing.

    `seen` is the number that whoever wants this had before them: Refusal("block.changed") when somebody has changed it
    since. Raises VisitsConcerned when more seats than that are taken, and Refusal("block.seats") outside 0 to 999,
    "block.over" once the block has begun.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(block))
    found = access_block(block, park=actor.park)
    if not 0 <= capacity <= MOST_SEATS:
        raise Refusal("block.seats", {"capacity": capacity, "most": MOST_SEATS})
    if found.starts_at <= clock.now():
        raise Refusal("block.over", {"starts_at": found.starts_at})
    if found.capacity == capacity:
        return
    if seen is not None and found.capacity != seen:
        raise Refusal("block.changed", {"seen": seen, "now": found.capacity})
    record(
        BlockResized(before=found.capacity, after=capacity), subject=f"block:{block}", actor=actor
    )
    as_read = Block.objects.filter(pk=block, capacity=found.capacity)
    changed = as_read.filter(taken__lte=capacity).update(
        capacity=capacity, reserve=Least(F("reserve"), Value(capacity))
    )
    if changed:
        return
    if as_read.exists():
        raise _concerned(found, capacity)
    raise Again  # somebody else has just set it: the deed runs again on what is there then


def _concerned(block: Block, capacity: int) -> VisitsConcerned:
    held = Appointment.objects.filter(park=block.park, block=block, holds_seat=True)
    references = tuple(held.order_by("-booked_at").values_list("reference", flat=True))
    return VisitsConcerned(capacity=capacity, taken=len(references), references=references)
