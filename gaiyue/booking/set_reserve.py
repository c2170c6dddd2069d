"""Keep seats of a block for emergencies, until a moment, or give them to everybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.access import access_block
from gaiyue.booking.models import Block
from gaiyue.booking.planning_events import ReserveSet
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Kept:
    """So many seats are kept for emergencies, until a moment; None when none are."""

    reserve: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class SeatsChange:
    """Seats for everybody before and after, of those that nobody has taken."""

    before: int
    after: int


def preview_reserve(
    block: int, *, reserve: int, until: datetime | None, actor: Actor
) -> SeatsChange:
    """What setting it would do to the seats for everybody; nothing is changed. Refusals like the deed."""
    found = _accessed(block, actor)
    _check(found, reserve, until)
    return _change(found, reserve)


@deed
def set_reserve(
    block: int,
    *,
    reserve: int,
    until: datetime | None,
    actor: Actor,
    seen: Kept | None = None,
) -> SeatsChange:
    """Keep `reserve` of the free seats for emergencies until `until`, when they go to everybody; 0 gives them now.

    What is kept already changes nothing. `seen` is what whoever wants this had before them. Refusals: `block.over`
    (the block has begun); `block.reserve_too_many` (more than nobody has taken); `block.reserve_until` (seats are kept
    and the moment is missing, past, or after the beginning); `block.reserve_changed` (it isn't what was seen).
    """
    found = _accessed(block, actor)
    _check(found, reserve, until)
    until = until if reserve else None
    now = Kept(found.reserve, found.reserve_until)
    if now == Kept(reserve, until):
        return _change(found, reserve)
    if seen is not None and seen != now:
        raise Refusal("block.reserve_changed", {"seen": seen.reserve, "now": now.reserve})
    event = ReserveSet(before=found.reserve, after=reserve, until=until)
    record(event, subject=f"block:{block}", actor=actor)
    as_read = Block.objects.filter(pk=block, taken=found.taken, reserve=found.reserve)
    fits = as_read.filter(capacity__gte=F("taken") + reserve)
    if not fits.update(reserve=reserve, reserve_until=until):
        raise Again  # a visit or a release came between: the deed runs again on what is there then
    return _change(found, reserve)


def _accessed(block: int, actor: Actor) -> Block:
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(block))
    return access_block(block, park=actor.park)


def _check(block: Block, reserve: int, until: datetime | None) -> None:
    if block.starts_at <= clock.now():
        raise Refusal("block.over", {"starts_at": block.starts_at})
    left = block.capacity - block.taken
    if not 0 <= reserve <= left:
        raise Refusal("block.reserve_too_many", {"reserve": reserve, "left": left})
    if reserve and (until is None or not clock.now() < until <= block.starts_at):
        raise Refusal("block.reserve_until", {"starts_at": block.starts_at})


def _change(block: Block, reserve: int) -> SeatsChange:
    left = block.capacity - block.taken
    return SeatsChange(before=max(left - block.reserve, 0), after=left - reserve)
