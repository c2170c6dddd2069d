"""Give a block more or fewer seats."""

from django.db.models import F, Value
from django.db.models.functions import Least

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import access_block
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
def set_capacity(block: int, *, capacity: int, actor: Actor) -> None:
    """Set the seats of a block; its reserve shrinks with it where it must.

    Raises VisitsConcerned when more seats than that are taken, and Refusal("session.seats") outside 0 to 999,
    "block.over" once the block has begun.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(block))
    found = access_block(block, park=actor.park)
    if not 0 <= capacity <= 999:  # noqa: PLR2004 - three digits fit the page and any real counter
        raise Refusal("session.seats", {"capacity": capacity})
    if found.starts_at <= clock.now():
        raise Refusal("block.over", {"starts_at": found.starts_at})
    record(
        BlockResized(before=found.capacity, after=capacity), subject=f"block:{block}", actor=actor
    )
    changed = Block.objects.filter(pk=block, taken__lte=capacity).update(
        capacity=capacity, reserve=Least(F("reserve"), Value(capacity))
    )
    if not changed:
        raise _concerned(found, capacity)


def _concerned(block: Block, capacity: int) -> VisitsConcerned:
    held = Appointment.objects.filter(park=block.park, block=block, holds_seat=True)
    references = tuple(held.order_by("-booked_at").values_list("reference", flat=True))
    return VisitsConcerned(capacity=capacity, taken=len(references), references=references)
