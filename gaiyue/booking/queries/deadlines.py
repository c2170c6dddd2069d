"""Until when visits can be changed, by the rule that would decide now, so that a list says what a move is answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gaiyue.base import clock
from gaiyue.booking.access import access_block
from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import limits_in_force
from gaiyue.policy.rules.notice import change_deadline


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a booked visit can be changed: until when, and how often in all."""

    change_until: datetime
    moves_allowed: int


def terms_of(park: str, visits: Iterable[Appointment]) -> dict[int, Terms]:
    """Id of each booked visit → its terms under the rules in force; a deadline is never earlier than the one printed.

    One query for the calendar and one for each service among them; none when nothing is booked.
    """
    booked = [visit for visit in visits if visit.state == State.BOOKED]
    if not booked:
        return {}
    calendar, now = working_calendar(park), clock.now()
    limits = {
        code: limits_in_force(park, code, now)[0]
        for code in sorted({visit.service.code for visit in booked})
    }
    return {
        visit.pk: terms_under(limits[visit.service.code], calendar, visit=visit) for visit in booked
    }


def terms_under(limits: Limits, calendar: WorkingCalendar, *, visit: Appointment) -> Terms:
    """The terms of a booked visit under these rules."""
    until = change_deadline(
        visit.block.starts_at,
        limits=limits,
        calendar=calendar,
        promised_until=visit.change_until,
    ).at
    return Terms(until, limits.moves_per_appointment)


def new_deadline(park: str, block: int) -> datetime | None:
    """Until when a visit could be changed once it stood in `block`; None when that moment has passed. Three queries."""
    wanted, now = access_block(block, park=park), clock.now()
    limits, _ = limits_in_force(park, wanted.service.code, now)
    until = change_deadline(wanted.starts_at, limits=limits, calendar=working_calendar(park)).at
    return until if until >= now else None
