"""Until when visits can be changed, by the rule that would decide now, so that a list says what a move is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gaiyue.base import clock
from gaiyue.booking.access import access_block
from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State
from gaiyue.calendars.days import Deadline, WorkingCalendar
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.coming import Coming, coming_limits, limits_from
from gaiyue.policy.decision import Decision
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import limits_in_force
from gaiyue.policy.rules.notice import change_deadline, lasting_deadline


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a booked visit can be changed: until when, and how often in all."""

    change_until: datetime
    moves_allowed: int


def terms_of(park: str, visits: Iterable[Appointment]) -> dict[int, Terms]:
    """Id of each booked visit → its terms under the rules in force and to come.

    A deadline is never earlier than the one printed. Two queries; none when nothing is booked.
    """
    booked = [visit for visit in visits if visit.state == State.BOOKED]
    if not booked:
        return {}
    calendar, now = working_calendar(park), clock.now()
    roads = limits_from(park, {visit.service.code for visit in booked}, now)
    return {
        visit.pk: terms_under(first.limits, calendar, visit=visit, coming=coming)
        for visit in booked
        for first, *coming in [roads[visit.service.code]]
    }


def terms_under(
    limits: Limits, calendar: WorkingCalendar, *, visit: Appointment, coming: Sequence[Coming] = ()
) -> Terms:
    """The terms of a booked visit under these rules, and those that come."""
    as_of_now = change_deadline(
        visit.block.starts_at,
        limits=limits,
        calendar=calendar,
        promised_until=visit.change_until,
    )
    until = _lasting(as_of_now, calendar, visit=visit, coming=coming)
    return Terms(until.at, limits.moves_per_appointment)


def as_it_will_be(decision: Decision, calendar: WorkingCalendar, *, visit: Appointment) -> Decision:
    """The same decision with the deadline that rules to come leave of it; one query for one with a deadline."""
    if decision.deadline is None:
        return decision
    coming = coming_limits(visit.park, visit.service.code, clock.now())
    return replace(
        decision, deadline=_lasting(decision.deadline, calendar, visit=visit, coming=coming)
    )


def _lasting(
    deadline: Deadline, calendar: WorkingCalendar, *, visit: Appointment, coming: Sequence[Coming]
) -> Deadline:
    return lasting_deadline(
        deadline,
        visit_starts_at=visit.block.starts_at,
        coming=[(one.at, one.limits) for one in coming],
        calendar=calendar,
        promised_until=visit.change_until,
    )


def new_deadline(park: str, block: int) -> datetime | None:
    """Until when a visit could be changed once it stood in `block`; None when that moment has passed. Three queries."""
    wanted, now = access_block(block, park=park), clock.now()
    limits, _ = limits_in_force(park, wanted.service.code, now)
    until = change_deadline(wanted.starts_at, limits=limits, calendar=working_calendar(park)).at
    return until if until >= now else None
