"""Give the unused emergency seats of a block to everybody, at the time that was set."""

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking.events import ReserveReleased
from gaiyue.booking.models import Block
from gaiyue.eventlog.record import record

BATCH = 500


@deed
def release_reserve(*, actor: Actor) -> int:
    """Release the reserve of every block whose time has come, up to a batch; how many blocks."""
    due = Block.objects.filter(park=actor.park, reserve_until__lte=clock.now(), reserve__gt=0)
    released = 0
    for block in list(due.order_by("pk")[:BATCH]):
        record(ReserveReleased(seats=block.reserve), subject=f"block:{block.pk}", actor=actor)
        released += Block.objects.filter(pk=block.pk, reserve=block.reserve).update(
            reserve=0, reserve_until=None
        )
    return released
