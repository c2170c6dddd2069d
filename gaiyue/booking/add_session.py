"""Open an extra session on one day, beside the templates."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import access_place, access_service
from gaiyue.booking.events import SessionAdded
from gaiyue.booking.models import Block, Location, Service
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import working_calendar
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


@dataclass(frozen=True, slots=True)
class SessionEffect:
    """What the calendar says of the session's day: its kind, whether the park is open then, whether it may change."""

    on: date
    kind: DayKind
    is_open: bool
    is_provisional: bool


def preview_session(session: Session, *, actor: Actor) -> SessionEffect:
    """What is to be known before opening it; nothing is changed. NotThere and refusals like the deed."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    service = access_service(session.service, park=actor.park)
    location = access_place(session.location, service=service)
    _check(session)
    _refuse_overlap(session, service, location)
    on, calendar = _day(session), working_calendar(actor.park)
    return SessionEffect(on, calendar.kind(on), calendar.is_open(on), calendar.is_provisional(on))


@deed
def add_session(session: Session, *, actor: Actor) -> int:
    """Open the session and return the id of its block, also on a day on which the park is closed.

    Look at `preview_session` first. Refusals: `session.hours` (ends before it starts, or on another day),
    `session.past`, `session.seats` (not 1 to 999), `session.overlaps` (the service already has a block there at that
    time), `session.overlaps_closed` (the same, and the block is closed).
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    queue_for_planning(
        actor.park
    )  # before the counters are read: the last one there may be being retired
    service = access_service(session.service, park=actor.park)
    location = access_place(session.location, service=service)
    _check(session)
    _refuse_overlap(session, service, location)
    block = Block.objects.create(
        park=actor.park,
        service=service,
        location=location,
        on=_day(session),
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


def _day(session: Session) -> date:
    return clock.local(session.starts_at).date()


def _refuse_overlap(session: Session, service: Service, location: Location) -> None:
    overlapping = Block.objects.filter(
        park=service.park,
        service=service,
        location=location,
        on=_day(session),
        starts_at__lt=session.ends_at,
        ends_at__gt=session.starts_at,
    )
    found = overlapping.order_by("-is_open", "starts_at").first()
    if found is not None and found.is_open:
        raise Refusal("session.overlaps", {"starts_at": found.starts_at})
    # A closed one may be opened again, and where both begin together there can only be one.
    if found is not None:
        raise Refusal("session.overlaps_closed", {"starts_at": found.starts_at})


def _check(session: Session) -> None:
    first, last = (clock.local(one).date() for one in (session.starts_at, session.ends_at))
    if session.ends_at <= session.starts_at or first != last:
        raise Refusal("session.hours", {"starts_at": session.starts_at, "ends_at": session.ends_at})
    if session.starts_at <= clock.now():
        raise Refusal("session.past", {"starts_at": session.starts_at})
    if not 1 <= session.capacity <= 999:  # noqa: PLR2004 - three digits fit the page and any real counter
        raise Refusal("session.seats", {"capacity": session.capacity})
