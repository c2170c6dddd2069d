"""A person's own visits over all services and companies, as the entries of one calendar, and how many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q

from gaiyue.booking.queries.visits import visits_of
from gaiyue.booking.queries.wanted import ANY, Wanted, narrowed
from gaiyue.booking.states import LIVE, State

MONTH_FULL: Final = 500
"""No month of one person shows more; beyond that the list has filters."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many visits there are: still ahead, and over."""

    ahead: int
    over: int


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """A visit as an entry of a calendar."""

    reference: str
    on: date
    starts_at: datetime
    ends_at: datetime
    state: str
    is_open: bool
    service: str
    service_zh: str
    service_en: str
    enterprise: str
    enterprise_name: str


def counts(park: str, *, enterprises: Collection[str], wanted: Wanted = ANY) -> Counts:
    """How many of both; one query."""
    found = narrowed(visits_of(park, enterprises), wanted).aggregate(
        ahead=Count("pk", filter=Q(state__in=LIVE)), over=Count("pk", filter=~Q(state__in=LIVE))
    )
    return Counts(found["ahead"], found["over"])


def visits_between(
    park: str, first: date, last: date, *, enterprises: Collection[str], wanted: Wanted = ANY
) -> list[CalendarVisit]:
    """The visits from `first` to `last`, both included, without the cancelled ones, soonest first; one query."""
    rows = narrowed(visits_of(park, enterprises), wanted).filter(block__on__range=(first, last))
    rows = rows.exclude(state=State.CANCELLED).order_by("block__starts_at", "pk")
    values = rows.values_list(
        "reference",
        "block__on",
        "block__starts_at",
        "block__ends_at",
        "state",
        "block__is_open",
        "service__code",
        "service__name_zh",
        "service__name_en",
        "enterprise__code",
        "enterprise__name",
    )
    return [CalendarVisit(*row) for row in values[:MONTH_FULL]]
