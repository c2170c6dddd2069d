"""Fixtures that every test may use: a clock that stands still, and a park that is open."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from gaiyue.base import clock
from gaiyue.base.clock import VirtualClock
from tests import make

# No test is timed. Where CI is set, Hypothesis itself also plays the same examples every time.
settings.register_profile("gaiyue", deadline=None)
settings.load_profile("gaiyue")


@pytest.fixture
def monday() -> Iterator[VirtualClock]:
    """Monday 23 November 2026, ten in the morning."""
    with clock.frozen(make.MONDAY) as virtual:
        yield virtual


@pytest.fixture
def park(db: None, monday: VirtualClock) -> VirtualClock:
    """An open park on that Monday; yields its clock."""
    make.a_park()
    return monday
