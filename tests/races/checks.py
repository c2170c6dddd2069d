"""What must hold after every race, and what a park looks like from outside."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import F

from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.reconcile import find_mismatches
from gaiyue.eventlog.models import Attempt, Event, Link
from gaiyue.eventlog.relay import link_events
from gaiyue.eventlog.verify import verify_log
from tests.make import PARK


def assert_sound() -> None:
    """Never over capacity, every count is that of the visits, every event is in the chain once, the chain holds."""
    assert not Block.objects.filter(taken__gt=F("capacity")).exists()
    assert mismatches() == []
    while link_events(PARK, react=lambda _: None):
        pass
    found = verify_log(PARK)
    assert found.broken is None
    assert (found.links, found.waiting) == (Event.objects.count(), 0)
    numbers = list(Link.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, found.links + 1))


def mismatches() -> list[Any]:
    """The blocks whose count is not that of their visits."""
    return find_mismatches(PARK, since=date.min)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("gaiyue.")
    }


def live_visits() -> int:
    """How many visits hold a seat."""
    return Appointment.objects.filter(holds_seat=True).count()


def attempts() -> list[list[str]]:
    """The reasons of the refusals that were kept."""
    return list(Attempt.objects.order_by("pk").values_list("reasons", flat=True))
