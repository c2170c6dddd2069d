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


FORGOTTEN: Final = 0.04
"""Share of the visits that nobody ends on their day: the board has something to remind of."""

TIDIED_AFTER: Final = timedelta(days=5)
"""When somebody at last ends them."""

CALLS_FOR: Final = timedelta(days=2)
"""Calls are told of the last days only: who looks back sees who came, and the history is told faster."""


def receive_all(day: date, ledger: Ledger, *, opened_on: date) -> Iterator[Receive]:
    """What the counters do on the day, visit by visit; what days long past left open is tidied up in the morning."""
    has_calls = day >= opened_on - CALLS_FOR
    for visit in ledger.visits:
        if visit.on == day:
            acts = _on_its_day(visit)
            yield from (act for act in acts if has_calls or act.what is not AtCounter.CALL)
        elif visit.on + TIDIED_AFTER <= day:
            yield _tidy_up(visit, day)


def _on_its_day(visit: LiveRow) -> Iterator[Receive]:
    rng = Random(f"{visit.enterprise} {visit.service} {visit.on}")
    is_forgotten = rng.random() < FORGOTTEN and visit.enterprise != FAMOUS
    if is_forgotten and rng.randrange(2):
        return
    if rng.random() < MISSED and visit.enterprise != FAMOUS:
        yield _receive(visit, visit.ends_at + timedelta(minutes=5), AtCounter.NO_SHOW)
        return
    length = visit.ends_at - visit.starts_at
    if rng.random() < EARLY:
        came = visit.starts_at - timedelta(minutes=rng.randint(5, 50))
    else:
        came = visit.starts_at + length * rng.uniform(0, 0.55)
    yield _receive(visit, came, AtCounter.CHECK_IN)
    called = max(came, visit.starts_at) + timedelta(minutes=rng.randint(3, 25))
    yield _receive(visit, called, AtCounter.CALL)
    if is_forgotten:
        return
    done = called + timedelta(minutes=rng.randint(13, 30))
    yield _receive(visit, done, AtCounter.COMPLETE)


def _tidy_up(visit: LiveRow, day: date) -> Receive:
    morning = datetime.combine(day, time(8, 35), clock.ZONE)
    what = AtCounter.COMPLETE if visit.state == "checked_in" else AtCounter.NO_SHOW
    return _receive(visit, morning, what)


def _receive(visit: LiveRow, at: datetime, what: AtCounter) -> Receive:
    return Receive(at, visit.service, visit.location, visit.reference, what)
