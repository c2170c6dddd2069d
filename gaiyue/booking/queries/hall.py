"""What a screen in the hall shows: who is called to which counter, and how many wait. References, never names."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.models import Appointment, Counter, Location
from gaiyue.booking.states import State
from gaiyue.people.permissions import May, may

LINES = 8
"""As many as can be read from the back of a hall."""


@dataclass(frozen=True, slots=True)
class CalledRow:
    """A visit that has been called, and to where, in both languages."""

    reference: str
    counter_zh: str
    counter_en: str
    called_at: datetime


@dataclass(frozen=True, slots=True)
class Hall:
    """A location now: the last ones that were called, latest first; the next ones by reference; all who wait."""

    name_zh: str
    name_en: str
    called: tuple[CalledRow, ...]
    next_up: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter, with the services that all counters of its name at its location do (codes)."""

    id: int
    name_zh: str
    name_en: str
    location: str
    location_zh: str
    location_en: str
    services: tuple[str, ...]


def hall(location: str, *, actor: Actor) -> Hall:
    """The hall of that location today; NotThere for no such one and for who may not see the board. Three queries."""
    place = Location.objects.filter(park=actor.park, code=location).first()
    if place is None or not may(actor, May.SEE_BOARD):
        raise NotThere(location)
    here = Appointment.objects.filter(
        park=actor.park,
        block__park=actor.park,
        block__on=clock.today(),
        block__location=place,
        holds_seat=True,
        state=State.CHECKED_IN,
    )
    called = here.filter(called_at__isnull=False).select_related("called_to")
    waiting = list(
        here.filter(called_at__isnull=True)
        .order_by("received_at", "pk")
        .values_list("reference", flat=True)
    )
    return Hall(
        name_zh=place.name_zh,
        name_en=place.name_en,
        called=tuple(_called(visit) for visit in called.order_by("-called_at", "-pk")[:LINES]),
        next_up=tuple(waiting[:LINES]),
        waiting=len(waiting),
    )


def counters(park: str) -> list[CounterRow]:
    """Every counter in use once, however many services it does, by location and name; one query."""
    rows = Counter.objects.filter(park=park, is_retired=False).select_related("location", "service")
    found: dict[tuple[str, str], CounterRow] = {}
    for one in rows.order_by("location__code", "name_zh", "pk"):
        key = (one.location.code, one.name_zh)
        before = found.get(key)
        found[key] = CounterRow(
            id=before.id if before else one.pk,
            name_zh=one.name_zh,
            name_en=one.name_en,
            location=one.location.code,
            location_zh=one.location.name_zh,
            location_en=one.location.name_en,
            services=(*(before.services if before else ()), one.service.code),
        )
    return list(found.values())


def _called(visit: Appointment) -> CalledRow:
    counter = visit.called_to
    return CalledRow(
        reference=visit.reference,
        counter_zh=counter.name_zh if counter else "",
        counter_en=counter.name_en if counter else "",
        called_at=visit.called_at or clock.now(),
    )
