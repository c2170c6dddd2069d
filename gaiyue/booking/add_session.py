"""Open an extra session on one day, beside the templates."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import access_place, access_service
from gaiyue.booking.add_template import MOST_SEATS
from gaiyue.booking.events import SessionAdded
from gaiyue.booking.models import Block, Location, Service
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.days import DayKind, OpeningHours
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.permissions import May, may
from gaiyue.policy.queries import limits_in_force
from gaiyue.policy.reasons import ReasonCode
from gaiyue.policy.rules.block import block_objections


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
    """What the calendar and the rules say of a session.

    `kind` of its day, whether the park `is_open` then, whether the year `is_provisional`; `outside` are the hours of
    the day where the session doesn't lie within them. Whether companies can book it: only when the service
    `is_offered`, it isn't `too_soon` (the minutes of notice that are missing already, 0 otherwise), and from
    `opens_on` (None: from now).
    """

    on: date
    kind: DayKind
    is_open: bool
    is_provisional: bool
    outside: OpeningHours | None = None
    is_offered: bool = True
    too_soon: int = 0
    opens_on: date | None = None

    @property
    def is_bookable(self) -> bool:
        """Whether companies can book it at once."""
        return self.is_offered and not self.too_soon and self.opens_on is None


def preview_session(session: Session, *, actor: Actor) -> SessionEffect:
    """What is to be known before opening it; nothing is changed. NotThere and refusals like the deed."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    service = access_service(session.service, park=actor.park)
    location = access_place(session.location, service=service)
    _check(session)
    _refuse_overlap(session, service, location)
    return _effect(session, service)


def effect_of_session(session: Session, *, actor: Actor) -> SessionEffect:
    """The same of a session that is open already. NotThere like the deed."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    return _effect(session, access_service(session.service, park=actor.park))


@deed
def add_session(session: Session, *, actor: Actor, key: str | None = None) -> int:
    """Open the session and return the id of its block, also on a day on which the park is closed.

    Look at `preview_session` first. `key` makes it idempotent. Refusals: `session.hours` (ends before it starts, or on
    another day), `session.past`, `session.seats` (not 1 to 999), `session.overlaps` (the service already has a block
    there at that time), `session.overlaps_closed` (the same, and the block is closed), `idempotency.key_reused`.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(session.service)
    once = Once(actor, "add_session", key, {**asdict(session), **_moments(session)})
    if (answer := once.answered()) is not None:
        return int(str(answer["block"]))
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
    once.answer({"block": block.pk})
    return block.pk


def _moments(session: Session) -> dict[str, str]:
    return {"starts_at": session.starts_at.isoformat(), "ends_at": session.ends_at.isoformat()}


def _effect(session: Session, service: Service) -> SessionEffect:
    on, calendar = _day(session), working_calendar(service.park)
    limits, _edition = limits_in_force(service.park, service.code, clock.now())
    opens_on, soon = None, 0
    against = block_objections(
        clock.now(), session.starts_at, is_open=True, seats_free=1, limits=limits
    )
    for reason in against:
        if reason.code == ReasonCode.BLOCK_BEYOND_HORIZON:
            opens_on = on - timedelta(days=limits.horizon_days)
        else:
            soon = limits.lead_minutes
    return SessionEffect(
        on=on,
        kind=calendar.kind(on),
        is_open=calendar.is_open(on),
        is_provisional=calendar.is_provisional(on),
        outside=_outside(session, calendar.hours_on(on)),
        is_offered=service.is_offered,
        too_soon=soon,
        opens_on=opens_on,
    )


def _outside(session: Session, hours: OpeningHours | None) -> OpeningHours | None:
    first, last = clock.local(session.starts_at).time(), clock.local(session.ends_at).time()
    within = hours is None or (hours.opens <= first and last <= hours.closes)
    return None if within else hours


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
    if not 1 <= session.capacity <= MOST_SEATS:
        raise Refusal("session.seats", {"capacity": session.capacity, "most": MOST_SEATS})
