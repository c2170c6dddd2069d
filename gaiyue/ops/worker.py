"""The worker: relays events, makes recurring jobs, does what is due; any number of them may run."""

import signal
import threading
import time
from collections.abc import Callable, Iterable

import structlog
from django.db import close_old_connections

from gaiyue.base.cells import in_park
from gaiyue.eventlog.relay import link_events
from gaiyue.jobs.schedule import enqueue_due
from gaiyue.jobs.work import work_once
from gaiyue.ops.wiring import HANDLERS, RECURRING, react

IDLE_S = 0.25
SCHEDULE_S = 20.0

log = structlog.get_logger()


def turn(park: str) -> bool:
    """One turn for one park: link a batch of events, then do one job; whether there was anything to do."""
    with in_park(park):
        linked = link_events(park, react=react)
        worked = work_once(park, HANDLERS)
    return bool(linked) or worked


def run_worker(parks: Iterable[str], *, stopping: Callable[[], bool]) -> None:
    """Take turns over the parks until `stopping()`; sleeps a quarter of a second when none had anything to do."""
    parks, scheduled_at = tuple(parks), 0.0
    while not stopping():
        close_old_connections()
        if time.monotonic() - scheduled_at > SCHEDULE_S:
            scheduled_at = time.monotonic()
            for park in parks:
                with in_park(park):
                    enqueue_due(park, RECURRING)
        busy = [turn(park) for park in parks]
        if not any(busy):
            time.sleep(IDLE_S)


def run_until_signalled(parks: Iterable[str]) -> None:
    """The worker as a process: finishes the job in hand on SIGTERM or SIGINT, then returns."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    log.info("worker started", parks=list(parks))
    run_worker(parks, stopping=stop.is_set)
