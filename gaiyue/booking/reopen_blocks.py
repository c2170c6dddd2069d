"""Open again what was closed: one block by hand, or the blocks that had closed with their day."""

from dataclasses import dataclass
from datetime import date

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.access import access_block
from gaiyue.booking.models import Appointment, Block, ClosedWith
from gaiyue.booking.planning_events import BlocksReopened
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.booking.resume_visits import lock_booked, resume_visits
from gaiyue.booking.states import State
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Reopening:
    """What opening a block again does: the seats that are free then, and how many visits are still there.

    Those visits were told that they may move at any time; from then on the notice rule holds for them again, and
    where it would already forbid a move they may still be moved until they begin.
    """

    free: int
    visits: int


def preview_reopening(block: int, *, actor: Actor) -> Reopening:
    """What it would do; nothing is changed. Refusals like the deed."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(block))
    found = access_block(block, park=actor.park)
    _check(found)
    return _effect(found)


@deed
def reopen_block(block: int, *, actor: Actor) -> Reopening:
    """Open one closed block.

    Refusals: `block.is_open`; `block.over` (it has begun); `block.day_closed` (the calendar has the day as closed:
    open the day first); `session.overlaps` (another block has taken its time meanwhile).
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(block))
    queue_for_planning(actor.park)
    found = access_block(block, park=actor.park)
    _check(found)
    effect = _effect(found)
    reopened = BlocksReopened(
        on=found.on, blocks=(block,), visits=effect.visits, was=Code(found.closed_because)
    )
    record(reopened, subject=f"block:{block}", actor=actor)
    resume_visits(lock_booked(actor.park, [block]), actor=actor)
    if not _open(found):
        raise Again  # somebody else has just opened it: the deed runs again and says so
    return effect


def reopen_of_day(day: date, *, actor: Actor) -> list[int]:
    """Open the blocks that closed with the day, for the deed that opens the day; their ids.

    That deed holds the planning lock, and has locked the visits and the blocks of the day.

    A block whose time an open one has taken meanwhile stays closed.
    """
    blocks = Block.objects.filter(park=actor.park, on=day).order_by("pk")
    closed = [one for one in blocks if not one.is_open and one.closed_with == ClosedWith.DAY]
    opened = [one for one in closed if not _overlapping(one) and _open(one)]
    if opened:
        ids = [one.pk for one in opened]
        still = lock_booked(actor.park, ids)
        event = BlocksReopened(
            on=day, blocks=tuple(ids), visits=len(still), was=Code(opened[0].closed_because)
        )
        record(event, subject=f"day:{day.isoformat()}", actor=actor)
        resume_visits(still, actor=actor)
    return [one.pk for one in opened]


def _check(block: Block) -> None:
    if block.is_open:
        raise Refusal("block.is_open")
    if block.starts_at <= clock.now():
        raise Refusal("block.over", {"starts_at": block.starts_at})
    if not block.is_extra and not working_calendar(block.park).is_open(block.on):
        raise Refusal("block.day_closed", {"day": block.on})
    if _overlapping(block):
        raise Refusal("session.overlaps", {"starts_at": block.starts_at})


def _overlapping(block: Block) -> bool:
    others = Block.objects.filter(
        park=block.park,
        service_id=block.service_id,
        location_id=block.location_id,
        on=block.on,
        is_open=True,
        starts_at__lt=block.ends_at,
        ends_at__gt=block.starts_at,
    )
    return others.exclude(pk=block.pk).exists()


def _open(block: Block) -> bool:
    closed = Block.objects.filter(pk=block.pk, is_open=False)
    return closed.update(is_open=True, closed_because="", closed_with="") == 1


def _effect(block: Block) -> Reopening:
    still = Appointment.objects.filter(park=block.park, block=block, state=State.BOOKED)
    free = max(block.capacity - block.reserve - block.taken, 0)
    return Reopening(free=free, visits=still.count())
