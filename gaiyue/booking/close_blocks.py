"""Close blocks of a day, after having seen whom it concerns; every visit there may then be moved freely."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.events import BlocksClosed, MoveOpened
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.states import State
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Closing:
    """What to close: a day, narrowed to a location and a service where given; `because` is a reason code."""

    on: date
    because: str
    location: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """A visit that a closing concerns."""

    reference: str
    enterprise: str
    service: str
    block: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Effect:
    """What a closing does, or would do: block ids, and the visits that may then be moved free of notice."""

    blocks: tuple[int, ...]
    visits: tuple[Concerned, ...]


def preview_closing(closing: Closing, *, actor: Actor) -> Effect:
    """What the closing would do; nothing is changed. Two queries."""
    _allow(actor)
    blocks = tuple(_blocks(closing, actor.park).order_by("pk").values_list("pk", flat=True))
    return Effect(blocks, _visits(actor.park, blocks))


@deed
def close_blocks(closing: Closing, *, actor: Actor) -> Effect:
    """Close the blocks and open a move for each booked visit in them; what was done.

    A booking or a move into one of them that is under way meets the closed block and takes no seat, so the visits
    read after the closing are all there are.
    """
    _allow(actor)
    wanted = _blocks(closing, actor.park).order_by("pk").values_list("pk", flat=True)
    blocks = tuple(block for block in wanted if _close(block, closing.because))
    visits = _visits(actor.park, blocks)
    because = Code(closing.because)
    if blocks:
        record(
            BlocksClosed(on=closing.on, blocks=blocks, visits=len(visits), because=because),
            subject=f"day:{closing.on.isoformat()}",
            actor=actor,
        )
    for visit in visits:
        opened = MoveOpened(block=visit.block, starts_at=visit.starts_at, because=because)
        record(opened, subject=visit.reference, actor=actor)
    return Effect(blocks, visits)


def _close(block: int, because: str) -> bool:
    """Whether it was this closing that closed it: of two at once, only one opens the moves."""
    still_open = Block.objects.filter(pk=block, is_open=True)
    return still_open.update(is_open=False, closed_because=because) == 1


def _allow(actor: Actor) -> None:
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")


def _blocks(closing: Closing, park: str) -> QuerySet[Block]:
    blocks = Block.objects.filter(park=park, on=closing.on, is_open=True)
    if closing.location is not None:
        blocks = blocks.filter(location__code=closing.location)
    if closing.service is not None:
        blocks = blocks.filter(service__code=closing.service)
    return blocks


def _visits(park: str, blocks: tuple[int, ...]) -> tuple[Concerned, ...]:
    booked = Appointment.objects.filter(park=park, block_id__in=blocks, state=State.BOOKED)
    rows = booked.order_by("pk").values_list(
        "reference", "enterprise__code", "service__code", "block_id", "block__starts_at"
    )
    return tuple(Concerned(*row) for row in rows)
