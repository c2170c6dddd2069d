"""Events to record, and a chain to tamper with."""

from gaiyue.base.actor import system
from gaiyue.booking.events import BlockResized
from gaiyue.eventlog.record import record
from gaiyue.eventlog.relay import link_events

PARK = "lingang"
CLERK = system(PARK, "test")


def happen(number: int, *, park: str = PARK, **details: str) -> int:
    """Record one; its id."""
    actor = system(park, "test")
    return record(
        BlockResized(before=number, after=1),
        subject=f"thing:{number}",
        actor=actor,
        details=details,
        about="E1",
    )


def link_all(park: str = PARK) -> None:
    """Number everything that waits."""
    while link_events(park, react=lambda _: None):
        pass


def a_chain(length: int = 5) -> list[int]:
    """That many numbered events, each with a text about E1; their ids."""
    events = [happen(number, note=f"说明{number}") for number in range(1, length + 1)]
    link_all()
    return events
