"""Make the blocks of the days ahead from the weekly templates; safe to repeat."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.events import BlocksGenerated
from gaiyue.booking.models import Block, ClosedWith, Template
from gaiyue.booking.planned import Slot, fit, slots
from gaiyue.booking.planning_lock import lock_blocks, queue_for_planning
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@deed
def generate_blocks(*, until: date, actor: Actor) -> int:
    """Make the missing blocks from today up to and including `until`; how many there are new.

    Blocks that exist are left alone, closed or resized as they may be, except that one which was closed because the
    week had no place for it opens when the week has one again. A day that the calendar has as closed gets none, and
    no block is made over another one of its service and location.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")
    park = actor.park
    queue_for_planning(park)
    today = clock.today()
    wanted = slots(
        list(Template.objects.filter(park=park)),
        calendar=working_calendar(park),
        first=today,
        last=until,
    )
    found = fit(wanted, Block.objects.filter(park=park, on__range=(today, until)))
    made = make_blocks(park, missing=found.missing, dormant=found.dormant)
    if made:
        record(BlocksGenerated(until=until, made=made), subject=f"park:{park}", actor=actor)
    return made


def dormant_blocks(park: str, *, until: date) -> QuerySet[Block]:
    """Those that making the blocks up to `until` may open again: closed because the week had no place for them."""
    days = (clock.today(), until)
    closed = Block.objects.filter(park=park, is_open=False, closed_with=ClosedWith.WEEK)
    return closed.filter(on__range=days)


def make_blocks(
    park: str, *, missing: Iterable[Slot], dormant: Iterable[tuple[Slot, Block]]
) -> int:
    """Insert the missing blocks and open the dormant ones with the seats that the week wants; how many."""
    dormant = sorted(dormant, key=lambda pair: pair[1].pk)
    lock_blocks(block.pk for _, block in dormant)
    made = len(Block.objects.bulk_create((slot.as_block(park) for slot in missing), batch_size=500))
    for slot, block in dormant:
        unchanged = Block.objects.filter(pk=block.pk, is_open=False, taken__lte=slot.capacity)
        if not unchanged.update(
            is_open=True,
            closed_because="",
            closed_with="",
            ends_at=slot.ends_at,
            capacity=slot.capacity,
            reserve=slot.reserve,
            reserve_until=slot.reserve_until,
        ):
            raise Again
        made += 1
    return made
