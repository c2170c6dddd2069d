"""A day at the counters of the demo park: who comes when, how long it takes, and who does not come."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from gaiyue.base import clock
from gaiyue.booking.queries.planning import LiveRow
from gaiyue.ops.demo.acts import AtCounter, Receive
from gaiyue.ops.demo.companies import FAMOUS
from gaiyue.ops.demo.ledger import Ledger

MISSED: Final = 0.06
"""Share of the visits to which nobody comes."""

EARLY: Final = 0.25
"""Share of those who come that are there before their time, and sit down and wait."""


def receive_all(day: date, ledger: Ledger) -> Iterator[Receive]:
    """What the counters do on the day, visit by visit; what earlier days left open is tidied up in the morning."""
    for visit in ledger.visits:
        if visit.on == day:
            yield from _on_its_day(visit)
        elif visit.on < day:
            yield _tidy_up(visit, day)


def _on_its_day(visit: LiveRow) -> Iterator[Receive]:
    rng = Random(f"{visit.enterprise} {visit.service} {visit.on}")
    if rng.random() < MISSED and visit.enterprise != FAMOUS:
        yield _receive(visit, visit.ends_at + timedelta(minutes=5), AtCounter.NO_SHOW)
        return
    length = visit.ends_at - visit.starts_at
    if rng.random() < EARLY:
        came = visit.starts_at - timedelta(minutes=rng.randint(5, 50))
    else:
        came = visit.starts_at + length * rng.uniform(0, 0.55)
    yield _receive(visit, came, AtCounter.CHECK_IN)
    done = max(came, visit.starts_at) + timedelta(minutes=rng.randint(16, 55))
    yield _receive(visit, done, AtCounter.COMPLETE)


def _tidy_up(visit: LiveRow, day: date) -> Receive:
    morning = datetime.combine(day, time(8, 35), clock.ZONE)
    what = AtCounter.COMPLETE if visit.state == "checked_in" else AtCounter.NO_SHOW
    return _receive(visit, morning, what)


def _receive(visit: LiveRow, at: datetime, what: AtCounter) -> Receive:
    return Receive(at, visit.service, visit.reference, what)
