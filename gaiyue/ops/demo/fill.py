"""Tell the demo's history by the real deeds under a virtual clock, in order, up to now.

Each step is a short transaction that also records how far the history is told: whoever is killed in the middle is
followed by somebody who goes on exactly there, and pages are served meanwhile.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.clock import VirtualClock
from gaiyue.base.transaction import deed
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.calendars.queries import working_calendar
from gaiyue.ops.demo import demand, story
from gaiyue.ops.demo.acts import Act, Cast, gather_cast, perform
from gaiyue.ops.demo.counter import receive_all
from gaiyue.ops.demo.ledger import Ledger, on, open_ledger
from gaiyue.ops.demo.marker import Marker, latest_marker, put_marker
from gaiyue.ops.upkeep import generate_ahead
from gaiyue.policy.queries import WHOLE_PARK, limits_in_force

ACTS_PER_STEP: Final = 12
"""About a tenth of a second: nobody who books meanwhile waits longer."""

PAUSE_S: Final = 0.004
"""Between two steps, for those who wait to write."""

OPENS_AT: Final = datetime.min.time().replace(hour=7, minute=45)
"""When a day of the history begins."""

Report = Callable[[int, int], None]
"""Told how much is done, of how much."""


class NotADemo(Exception):
    """The park was not set up as a demo: nothing is made up in it."""


class ToldElsewhere(Exception):
    """Another process tells the history at the same time: this one leaves it to that one."""


@dataclass(slots=True)
class _Teller:
    """One run: who acts, how far it is told, and the clock to turn."""

    park: str
    cast: Cast
    marker: Marker
    clock: VirtualClock


def fill_demo(park: str, report: Report) -> None:
    """Tell what is still to be told up to now; nothing when all is told. Safe to repeat, whenever it was stopped.

    `report` hears of the seconds of history that are told, of all that were to be told. Raises NotADemo and
    ToldElsewhere.
    """
    marker = latest_marker(park)
    if marker is None:
        raise NotADemo(park)
    since, now = marker.told.until, clock.now()
    with clock.frozen(since) as virtual:
        teller = _Teller(park, gather_cast(park), marker, virtual)
        for day in _days(clock.local(since).date(), clock.local(now).date()):
            for acts, until in _steps(teller, day, now):
                teller.marker = _tell(teller, acts, until)
                done, total = until - since, now - since
                report(int(done.total_seconds()), int(total.total_seconds()))
                time.sleep(PAUSE_S)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _steps(teller: _Teller, day: date, now: datetime) -> list[tuple[Sequence[Act], datetime]]:
    """The day's acts that are still to come and not after `now`, in steps, each with its end."""
    since = teller.marker.told.until
    end = min(datetime.combine(day + timedelta(days=1), datetime.min.time(), clock.ZONE), now)
    if end <= since:
        return []
    morning = min(datetime.combine(day, OPENS_AT, clock.ZONE), end)
    teller.clock.move_to(max(since, morning))
    acts = [act for act in _plan(teller, day) if since < act.at <= end]
    acts.sort(key=lambda act: act.at)
    parts = [acts[n : n + ACTS_PER_STEP] for n in range(0, len(acts), ACTS_PER_STEP)]
    steps: list[tuple[Sequence[Act], datetime]] = [(part, part[-1].at) for part in parts]
    return [*steps, ((), end)]


def _plan(teller: _Teller, day: date) -> list[Act]:
    """What happens on the day, from what is known that morning (or at the moment at which the telling goes on)."""
    park, told = teller.park, teller.marker.told
    release_reserve(actor=system(park, "scheduler"))
    ledger = _ledger(park, day)
    companies = len(teller.cast.companies)
    mood = demand.Mood(day, Random(f"{day} {told.began_on}"), demand.appetite(companies))
    return [
        *receive_all(day, ledger, opened_on=told.opened_on),
        *story.tell(day, told, ledger, calendar=working_calendar(park)),
        *demand.bookings(mood, ledger, teller.cast),
        *demand.in_vain(mood, ledger),
        *demand.moves(mood, ledger),
        *demand.cancellations(mood, ledger),
    ]


def _ledger(park: str, day: date) -> Ledger:
    """What is known in the morning, with blocks up to the horizon: nobody made them while nothing ran."""
    limits, _ = limits_in_force(park, WHOLE_PARK, clock.now())
    ledger = open_ledger(park, day, horizon_days=limits.horizon_days)
    last = day + timedelta(days=limits.horizon_days)
    if working_calendar(park).is_open(last) and not any(
        on(r) == last for r in ledger.seats.values()
    ):
        generate_ahead(park)
        return open_ledger(park, day, horizon_days=limits.horizon_days)
    return ledger


@deed
def _tell(teller: _Teller, acts: Sequence[Act], until: datetime) -> Marker:
    """Do the acts, each at its moment, and note how far the history is told: all of it or nothing."""
    present = latest_marker(teller.park)
    if present is None or present.id != teller.marker.id:
        raise ToldElsewhere(teller.park)
    for act in acts:
        teller.clock.move_to(act.at)
        perform(act, cast=teller.cast)
    teller.clock.move_to(until)
    return put_marker(teller.park, replace(teller.marker.told, until=until))
