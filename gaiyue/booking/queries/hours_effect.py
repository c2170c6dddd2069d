"""What other opening hours would do: to the deadlines of booked visits, and which weekly blocks lie outside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.rules_effect import Deadlines, RulesEffect, alike, counted
from gaiyue.booking.queries.templates import TemplateRow, week_of
from gaiyue.booking.states import State
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.queries import limits_in_force


@dataclass(frozen=True, slots=True)
class HoursEffect:
    """`outside`: blocks of the week on a day without hours, or beginning before or ending after them."""

    deadlines: RulesEffect
    outside: tuple[TemplateRow, ...]


def hours_effect(hours: Mapping[int, OpeningHours], *, actor: Actor) -> HoursEffect:
    """For the visits that are booked and the week as it is planned; five queries and one for each service."""
    park, now = actor.park, clock.now()
    before = working_calendar(park)
    after = replace(before, hours=dict(hours))
    booked = Appointment.objects.filter(park=park, state=State.BOOKED, block__starts_at__gt=now)
    known: dict[str, tuple[Deadlines, Deadlines]] = {}
    pairs = []
    columns = ("service__code", "block__starts_at", "change_until")
    for service, starts_at, promised, n in alike(booked, *columns):
        if service not in known:
            limits, _edition = limits_in_force(park, service, now)
            known[service] = (Deadlines(limits, before), Deadlines(limits, after))
        old, new = known[service]
        pairs.append((promised, old.until(starts_at), new.until(starts_at), n))
    outside = (row for row in week_of(park, actor=actor) if not _fits(row, hours))
    return HoursEffect(counted(pairs), tuple(outside))


def _fits(row: TemplateRow, hours: Mapping[int, OpeningHours]) -> bool:
    of_day = hours.get(row.weekday)
    return of_day is not None and of_day.opens <= row.opens and row.closes <= of_day.closes
