"""What other limits would do to the visits that are booked: whose deadline would move, and whose promise is kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import WHOLE_PARK, limits_in_force, services_with_own
from gaiyue.policy.rules.notice import change_deadline


@dataclass(frozen=True, slots=True)
class RulesEffect:
    """How many booked visits there are from then on, and what becomes of their deadlines.

    `kept`: the new limits would give an earlier one, but what was printed stays. `earlier`: only a list has shown
    the later deadline of today, and nothing that was printed says so. `losing`: companies could still move them
    themselves and can't any more, since the new limits allow fewer moves; no deadline of theirs is counted.
    """

    visits: int
    later: int
    kept: int
    earlier: int
    losing: int = 0

    @property
    def unchanged(self) -> int:
        """Those whose deadline is the same in every way."""
        return self.visits - self.later - self.kept - self.earlier - self.losing


def effect_of_limits(park: str, service: str, *, limits: Limits, at: datetime) -> RulesEffect:
    """For the visits that these limits would decide about from `at` on; four queries, visits alike counted there.

    With the whole park as `service`: those of services without limits of their own.
    """
    booked = Appointment.objects.filter(park=park, state=State.BOOKED, block__starts_at__gt=at)
    if service == WHOLE_PARK:
        booked = booked.exclude(service__code__in=services_with_own(park, at))
    else:
        booked = booked.filter(service__code=service)
    now_limits, _ = limits_in_force(park, service, at)
    calendar = working_calendar(park)
    old, new = Deadlines(now_limits, calendar), Deadlines(limits, calendar)
    rows = alike(booked, "block__starts_at", "change_until", "moves")
    had, left = now_limits.moves_per_appointment, limits.moves_per_appointment
    losing = sum(n for _, _, moves, n in rows if left <= moves < had)
    found = counted(
        (told, old.until(starts), new.until(starts), n)
        for starts, told, moves, n in rows
        if not left <= moves < had
    )
    return replace(found, visits=found.visits + losing, losing=losing)


def alike(visits: QuerySet[Appointment], *fields: str) -> list[tuple[Any, ...]]:
    """The visits by what they have in common, and last how many they are: a block is one row and not a hundred."""
    return list(visits.order_by().values(*fields).annotate(n=Count("pk")).values_list(*fields, "n"))


def counted(deadlines: Iterable[tuple[datetime, datetime, datetime, int]]) -> RulesEffect:
    """How many fare how; of visits alike the deadline that was printed, today's, the one to come, and their number."""
    fates: Counter[str] = Counter()
    for promised, before, after, n in deadlines:
        fates[_fate(promised, before=before, after=after)] += n
    return RulesEffect(fates.total(), fates["later"], fates["kept"], fates["earlier"])


def _fate(promised: datetime, *, before: datetime, after: datetime) -> str:
    shown, will_show = max(promised, before), max(promised, after)
    if will_show > shown:
        return "later"
    if will_show < shown:
        return "earlier"
    return "kept" if after < shown else "unchanged"


class Deadlines:
    """Deadlines under one value of limits; each beginning is counted once."""

    def __init__(self, limits: Limits, calendar: WorkingCalendar) -> None:
        self._limits, self._calendar = limits, calendar
        self._known: dict[datetime, datetime] = {}

    def until(self, starts_at: datetime) -> datetime:
        """The deadline of a visit that begins then, nothing promised."""
        if starts_at not in self._known:
            counted = change_deadline(starts_at, limits=self._limits, calendar=self._calendar)
            self._known[starts_at] = counted.at
        return self._known[starts_at]
