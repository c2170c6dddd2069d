"""The worker: relays events, makes recurring jobs, does what is due; any number of them may run."""

import signal
import threading
import time
from collections.abc import Callable, Iterable

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from gaiyue.base.cells import in_park
from gaiyue.eventlog.relay import link_events
from gaiyue.jobs.schedule import enqueue_due
from gaiyue.jobs.work import work_once
from gaiyue.ops.wiring import HANDLERS, RECURRING, react

IDLE_S = 0.25
SCHEDULE_S = 20.0
OUTAGE_S = 5.0
"""How long a park is left alone after its database did not answer within the patience of a deed."""

log = structlog.get_logger()


def turn(park: str) -> bool:
    """One turn for one park: link a batch of events, then do one job; whether there was anything to do."""
    with in_park(park):
        linked = link_events(park, react=react)
        worked = work_once(park, HANDLERS)
    return bool(linked) or worked


def run_worker(parks: Iterable[str], *, stopping: Callable[[], bool]) -> None:
    """Take turns over the parks until `stopping()`; sleeps a quarter of a second when none had anything to do.

    A database that is away for longer than a deed is patient costs its parks a pause, and the worker nothing.
    """
    rests_until = dict.fromkeys(parks, float("-inf"))
    scheduled_at = rests_until.copy()
    while not stopping():
        close_old_connections()
        is_idle = True
        for park in rests_until:
            now = time.monotonic()
            if now < rests_until[park]:
                continue
            try:
                if now - scheduled_at[park] > SCHEDULE_S:
                    _schedule(park)
                    scheduled_at[park] = now
                is_idle = not turn(park) and is_idle
            except (DatabaseError, InterfaceError):
                log.exception("database trouble", park=park, pause_s=OUTAGE_S)
                connections.close_all()
                rests_until[park] = time.monotonic() + OUTAGE_S
        if is_idle:
            time.sleep(IDLE_S)


def _schedule(park: str) -> None:
    with in_park(park):
        enqueue_due(park, RECURRING)


def run_until_signalled(parks: Iterable[str]) -> None:
    """The worker as a process: finishes the job in hand on SIGTERM or SIGINT, then returns."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    log.info("worker started", parks=list(parks))
    run_worker(parks, stopping=stop.is_set)
