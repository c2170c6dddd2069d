"""The only source of "now"; it can be set, so that tests and the simulator drive the real code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
"""The parks' time zone. All of mainland China keeps one; days are always days of this zone."""


def _real_now() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _real_now


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def local(moment: datetime) -> datetime:
    """The same moment on the park's wall clock."""
    return moment.astimezone(ZONE)


def today() -> date:
    """The park's present day; until 08:00 it is a day later than the day in UTC."""
    return local(now()).date()


class VirtualClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = _aware(moment)

    def __call__(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        """Set the clock, forwards or backwards."""
        self.moment = _aware(moment)

    def advance(self, span: timedelta) -> None:
        """Let time pass."""
        self.moment += span


@contextmanager
def frozen(moment: datetime) -> Iterator[VirtualClock]:
    """Stop the clock of this process at `moment`; yields the clock, to be moved by hand.

    The whole process sees it, threads included: a page served while the clock is frozen shows the
    frozen day.
    """
    global _source  # noqa: PLW0603 - the one piece of state that a clock is
    before, virtual = _source, VirtualClock(moment)
    _source = virtual
    try:
        yield virtual
    finally:
        _source = before


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone: pass an aware datetime")
    return moment.astimezone(UTC)
