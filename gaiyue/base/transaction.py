"""One deed, one transaction: run whole, repeated whole, never nested by accident.

A lost connection, a deadlock or a fail-over is answered by running the whole deed again on a new connection,
for at least half a minute. A unique constraint that was hit means that somebody else did the same thing at the
same moment: the deed runs again, sees what they did, and answers from there; at once at first, then after a short
pause of chance length, so that those who crowd at one row do not meet again and again.
"""

import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connections,
    transaction,
)

from gaiyue.base import clock
from gaiyue.base.cells import current_cell

_asked_at: ContextVar[datetime | None] = ContextVar("asked_at", default=None)

P = ParamSpec("P")
R = TypeVar("R")

PATIENCE_S = 30.0
COLLISIONS = 8
AT_ONCE = 2
STEP_ASIDE_S = 0.05
HEALING = (OperationalError, InterfaceError, InternalError)
"""What time may heal: a lost server, a deadlock, a standby not yet promoted. Wrong SQL is not among them."""


class Again(Exception):
    """Raised inside a deed when the world changed under it: the whole deed is rolled back and run again."""


def asked_at() -> datetime:
    """When the deed under way was asked for, however often it had to run since; now, outside of any.

    Whoever asked in time is in time, also when a fail-over made them wait past the deadline.
    """
    return _asked_at.get() or clock.now()


def deed(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function` one transaction of the current cell, with whole-transaction retry.

    Inside another deed (or a test's transaction) it joins that one as a savepoint and is not retried by itself.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        alias, asked = current_cell(), _asked_at.set(clock.now())
        try:
            if connections[alias].in_atomic_block:
                return _joined(alias, function, *args, **kwargs)
            return _outermost(alias, function, *args, **kwargs)
        finally:
            _asked_at.reset(asked)

    return run


def _outermost(alias: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    started, collisions = time.monotonic(), 0
    while True:
        try:
            with transaction.atomic(using=alias):
                return function(*args, **kwargs)
        except (IntegrityError, Again):
            collisions += 1
            if collisions >= COLLISIONS:
                raise
            if collisions > AT_ONCE:
                time.sleep(random.uniform(0, STEP_ASIDE_S))  # noqa: S311 - jitter, not a secret
        except HEALING:
            connections[alias].close()
            if time.monotonic() - started > PATIENCE_S:
                raise
            time.sleep(random.uniform(0.1, 1.0))  # noqa: S311 - jitter, not a secret


def _joined(alias: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    for _ in range(COLLISIONS - 1):
        try:
            with transaction.atomic(using=alias):
                return function(*args, **kwargs)
        except (IntegrityError, Again):
            continue
    with transaction.atomic(using=alias):
        return function(*args, **kwargs)
