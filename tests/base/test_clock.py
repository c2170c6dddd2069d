"""B3: one clock, the park's own day, and a clock that tests and the simulator can set."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gaiyue.base import clock
from tests.make import at


def test_now_is_aware_and_in_utc():
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


def test_the_day_is_the_parks_day():
    """Until eight in the morning it is a day later than in UTC."""
    with clock.frozen(datetime(2026, 11, 24, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 25)
        assert clock.local(clock.now()) == at("2026-11-25 00:30")
        assert clock.local(clock.now()).hour == 0


def test_a_frozen_clock_stands_still_until_it_is_moved():
    with clock.frozen(at("2026-11-23 10:00")) as virtual:
        assert clock.now() == clock.now() == at("2026-11-23 10:00")
        virtual.advance(timedelta(minutes=5))
        assert clock.now() == at("2026-11-23 10:05")
        virtual.move_to(at("2026-11-20 09:00"))
        assert clock.now() == at("2026-11-20 09:00")


def test_the_clock_before_is_back_afterwards_also_after_an_error():
    with clock.frozen(at("2026-11-23 10:00")):
        with pytest.raises(KeyError), clock.frozen(at("2027-01-01 10:00")):
            raise KeyError
        assert clock.now() == at("2026-11-23 10:00")
    assert clock.now() - datetime.now(UTC) < timedelta(minutes=1)


def test_a_moment_without_a_zone_is_a_mistake():
    naive = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - the mistake itself
    with pytest.raises(ValueError, match="time zone"), clock.frozen(naive):
        pass
    with clock.frozen(at("2026-11-23 10:00")) as virtual, pytest.raises(ValueError, match="zone"):
        virtual.move_to(naive)
