"""Racers: forked processes that start together, meet where told, and each hand back what became of them."""

import multiprocessing
import os
import posix
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier, Event
from typing import Any
from unittest.mock import patch

from django.db import connection, connections
from django.db.models import QuerySet

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.policy.decision import Refused

PATIENCE_S = 60
"""How long anybody waits for anybody before the test fails; nothing is measured by it."""

Work = Callable[[], object]

_fork = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one racer ended: "done" (with a value), the codes of a refusal, "killed", or the text of an error."""

    end: str
    value: Any = None


def race(*works: Work, meet: str = "") -> list[Outcome]:
    """Run each work in a process of its own, all let go at once; their outcomes in the same order.

    With `meet`, each racer stops before its first statement that contains that text until all have come so far.
    """
    start = barrier(len(works))
    meeting = barrier(len(works)) if meet else None
    racers = [_Racer(work, start, (meet, meeting) if meeting else None) for work in works]
    return [racer.outcome() for racer in racers]


def ends(outcomes: Iterable[Outcome]) -> Counter[str]:
    """How many ended in which way."""
    return Counter(outcome.end for outcome in outcomes)


def barrier(parties: int) -> Barrier:
    """Where processes forked later wait for each other."""
    return _fork.Barrier(parties, timeout=PATIENCE_S)


def signpost() -> Event:
    """What one process sets and another one, forked later as well, waits for."""
    return _fork.Event()


def reached(event: Event) -> None:
    """Wait for the signpost to be set."""
    if not event.wait(PATIENCE_S):
        raise TimeoutError("the other process never came so far")


def until_somebody_waits(*, or_reached: Event | None = None) -> None:
    """Return when a process waits for a lock of PostgreSQL, or the signpost is set."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] or (or_reached is not None and or_reached.is_set()):
                return
        time.sleep(0.01)
    raise TimeoutError("nobody waited")


class _Racer:
    def __init__(self, work: Work, start: Barrier, meeting: tuple[str, Barrier] | None) -> None:
        connections.close_all()  # a connection must not be shared with a child
        self.pipe, theirs = _fork.Pipe(duplex=False)
        with warnings.catch_warnings(), _unmeasured() as first:
            # Newer Pythons warn when a library has a thread: our racers use nothing that a thread may hold.
            warnings.filterwarnings("ignore", "This process .* is multi-threaded")
            args = (first, work, start, meeting, theirs)
            self.process = _fork.Process(target=_run, args=args)
            self.process.start()
        theirs.close()

    def outcome(self) -> Outcome:
        """Wait for the end; a racer that says nothing was killed, or is killed now."""
        try:
            if not self.pipe.poll(PATIENCE_S * 2):
                self.process.kill()
                return Outcome("the racer never came back")
            found: Outcome = self.pipe.recv()
        except EOFError:
            found = Outcome("killed")
        finally:
            self.process.join()
            self.pipe.close()
        if found.end == "killed" and self.process.exitcode != -signal.SIGKILL:
            found = Outcome(f"the racer ended with {self.process.exitcode}")
        self.process.close()
        return found


@contextmanager
def _unmeasured() -> Iterator[Callable[[], None]]:
    """Keep coverage out of processes forked here: it takes longer than a race. They first call what this gives."""
    coverage = sys.modules.get("coverage")
    measuring = coverage.Coverage.current() if coverage is not None else None
    if coverage is None or measuring is None:
        yield lambda: None
        return
    with (
        patch.object(coverage.Coverage, "current", lambda: None),
        patch.dict(os.environ),
    ):
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
        yield measuring.stop


def _run(
    first: Callable[[], None],
    work: Work,
    start: Barrier,
    meeting: tuple[str, Barrier] | None,
    pipe: Connection,
) -> None:
    first()
    try:
        with ExitStack() as stack:
            stack.callback(connections.close_all)
            connection.ensure_connection()
            if meeting is not None:
                stack.enter_context(connection.execute_wrapper(_Meet(*meeting)))
            start.wait()
            outcome = Outcome("done", work())
    except Refused as no:
        outcome = Outcome("+".join(reason.code for reason in no.decision.reasons))
    except Refusal as no:
        outcome = Outcome(no.code)
    except NotThere:
        outcome = Outcome("not there")
    except BaseException:  # noqa: BLE001 - whatever it is, the test must see it
        outcome = Outcome(traceback.format_exc())
    pipe.send(outcome)
    pipe.close()
    posix._exit(0)  # nothing of the test session may be finished here


class _Meet:
    """An execute wrapper that waits once, before the first statement with the text."""

    def __init__(self, text: str, together: Barrier) -> None:
        self.text, self.together, self.met = text, together, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.met and self.text in sql:
            self.met = True
            self.together.wait()
        return execute(sql, params, many, context)


def killed_at(step: int, work: Work) -> Work:
    """The same work, but the process is killed (SIGKILL) when it comes to its n-th step.

    Steps are the moments before each statement, before a COMMIT and after it.
    """

    def die_there(number: int) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def run() -> object:
        with _counted_steps(die_there):
            return work()

    return run


@contextmanager
def _counted_steps(at: Callable[[int], None]) -> Iterator[None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        at(done)

    def before(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        count()
        return execute(sql, params, many, context)

    commit = connection._commit  # type: ignore[attr-defined]

    def counted_commit() -> None:
        count()
        commit()
        count()

    connection._commit = counted_commit  # type: ignore[attr-defined]
    with connection.execute_wrapper(before):
        yield


def unguarded(deed: Any) -> Any:
    """The bare function of a deed: every statement is a transaction of its own, nothing is locked or run again.

    PostgreSQL locks no row outside a transaction, and Django refuses to ask it to.
    """
    while hasattr(deed, "__wrapped__"):
        deed = deed.__wrapped__

    def bare(*args: Any, **kwargs: Any) -> Any:
        with patch.object(QuerySet, "select_for_update", lambda rows, **_how: rows):
            return deed(*args, **kwargs)

    return bare


def values(outcomes: Sequence[Outcome]) -> list[Any]:
    """What those that were done gave back."""
    return [outcome.value for outcome in outcomes if outcome.end == "done"]
