"""Open an extra session on one day, beside the templates."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import access_place, access_service
from gaiyue.booking.events import SessionAdded
from gaiyue.booking.models import Block
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Session:
    """An extra session: codes of service and location, aware moments, seats."""

    service: str
    location: str
    starts_at: datetime
    ends_at: datetime
    capacity: int


@deed
def add_session(session: Session, *, actor: Actor) -> int:
    """Open the session and return the id of its block.

    Refusals: `session.hours` (ends before it starts, or on another day), `session.past`, `session.seats` (not 1 to
    999), `session.overlaps` (the service already has a block there at that time).
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    service = access_service(session.service, park=actor.park)
    location = access_place(session.location, service=service)
    _check(session)
    overlapping = Block.objects.filter(
        park=actor.park,
        service=service,
        location=location,
        on=clock.local(session.starts_at).date(),
        starts_at__lt=session.ends_at,
        ends_at__gt=session.starts_at,
    )
    if overlapping.exists():
        raise Refusal("session.overlaps", {"starts_at": session.starts_at})
    block = Block.objects.create(
        park=actor.park,
        service=service,
        location=location,
        on=clock.local(session.starts_at).date(),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        capacity=session.capacity,
        is_extra=True,
    )
    event = SessionAdded(
        service=Code(service.code),
        location=Code(location.code),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        capacity=session.capacity,
    )
    record(event, subject=f"block:{block.pk}", actor=actor)
    return block.pk


def _check(session: Session) -> None:
    first, last = (clock.local(one).date() for one in (session.starts_at, session.ends_at))
    if session.ends_at <= session.starts_at or first != last:
        raise Refusal("session.hours", {"starts_at": session.starts_at, "ends_at": session.ends_at})
    if session.starts_at <= clock.now():
        raise Refusal("session.past", {"starts_at": session.starts_at})
    if not 1 <= session.capacity <= 999:  # noqa: PLR2004 - three digits fit the page and any real counter
        raise Refusal("session.seats", {"capacity": session.capacity})
