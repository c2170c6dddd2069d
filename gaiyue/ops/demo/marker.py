"""How far the demo's history is told: the latest of its own events, so that a teller who died is followed exactly."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.base.actor import Actor, system
from gaiyue.eventlog.queries import history
from gaiyue.eventlog.record import record
from gaiyue.ops.demo.events import DemoAdvanced
from gaiyue.people.demo import SUBJECT


@dataclass(frozen=True, slots=True)
class Marker:
    """The id of the event, and what it says."""

    id: int
    told: DemoAdvanced


def latest_marker(park: str) -> Marker | None:
    """How far the history is told; None in a park that is no demo."""
    found = history(park, SUBJECT, limit=1)
    if not found:
        return None
    facts = found[0].facts
    told = DemoAdvanced(
        until=datetime.fromisoformat(str(facts["until"])),
        began_on=date.fromisoformat(str(facts["began_on"])),
        opened_on=date.fromisoformat(str(facts["opened_on"])),
    )
    return Marker(found[0].id, told)


def put_marker(park: str, told: DemoAdvanced) -> Marker:
    """Record how far it is told, in the transaction of what was told."""
    return Marker(record(told, subject=SUBJECT, actor=demo_actor(park)), told)


def demo_actor(park: str) -> Actor:
    """Whoever tells the demo's history."""
    return system(park, "demo")
