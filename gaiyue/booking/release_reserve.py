"""Give the unused emergency seats of a block to everybody, at the time that was set."""

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.events import ReserveReleased
from gaiyue.booking.models import Block
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may

BATCH = 500


@deed
def release_reserve(*, actor: Actor) -> int:
    """Release the reserve of every block whose time has come, up to a batch; how many blocks."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")
    due = Block.objects.filter(park=actor.park, reserve_until__lte=clock.now(), reserve__gt=0)
    blocks = list(due.order_by("pk")[:BATCH])
    for block in blocks:
        record(ReserveReleased(seats=block.reserve), subject=f"block:{block.pk}", actor=actor)
    for block in blocks:
        unchanged = Block.objects.filter(pk=block.pk, reserve=block.reserve)
        if not unchanged.update(reserve=0, reserve_until=None):
            raise Again  # an emergency or a cut took of it meanwhile: what was recorded is not true any more
    return len(blocks)
