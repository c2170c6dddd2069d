"""A3, K3: blocks made while their day is being closed, and two sessions that overlap."""

from datetime import date, time
from functools import partial

import pytest

from gaiyue.booking import close_day as closing_room
from gaiyue.booking import generate_blocks as making_room
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.close_day import close_day
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.keep_counters import retire_counter
from gaiyue.booking.models import Block, Counter
from gaiyue.calendars.occasions import WhyClosed
from tests import make
from tests.races.checks import assert_sound
from tests.races.racing import ends, race, reached, signpost

WEDNESDAY = date(2026, 11, 25)


def a_template() -> None:
    template = NewTemplate(
        service="tax-registration",
        location="lakeside",
        weekday=2,
        opens=time(9),
        closes=time(11),
        capacity=2,
        valid_from=date(2026, 1, 1),
    )
    add_template(template, actor=make.HOUSE)


def making():
    return partial(generate_blocks, until=WEDNESDAY, actor=make.HOUSE)


def closing():
    return partial(close_day, WEDNESDAY, why=WhyClosed.OTHER, actor=make.HOUSE)


@pytest.mark.parametrize("_round", range(3))
def test_no_block_of_a_day_that_closes_stays_open(engine, _round):
    a_template()
    assert ends(race(making(), closing())) == {"done": 2}
    assert not Block.objects.filter(is_open=True).exists()
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_without_the_queue_a_block_stays_open_on_a_closed_day(monkeypatch):
    a_template()
    looked, closed = signpost(), signpost()
    calendar_of = making_room.working_calendar

    def look_then_wait(park):
        seen = calendar_of(park)
        looked.set()
        reached(closed)
        return seen

    def close():
        reached(looked)
        closing()()
        closed.set()

    monkeypatch.setattr(making_room, "queue_for_planning", lambda _: None)
    monkeypatch.setattr(closing_room, "queue_for_planning", lambda _: None)
    monkeypatch.setattr(making_room, "working_calendar", look_then_wait)
    assert ends(race(making(), close)) == {"done": 2}
    assert Block.objects.filter(on=WEDNESDAY, is_open=True).exists()


@pytest.mark.parametrize("_round", range(3))
def test_of_two_sessions_that_overlap_one_is_opened(engine, _round):
    def adding(starts: str, ends_at: str):
        session = Session("tax-registration", "lakeside", make.at(starts), make.at(ends_at), 2)
        return partial(add_session, session, actor=make.HOUSE)

    outcomes = race(
        adding("2026-11-25 09:00", "2026-11-25 11:00"),
        adding("2026-11-25 10:00", "2026-11-25 12:00"),
    )
    assert ends(outcomes) == {"done": 1, "session.overlaps": 1}
    assert Block.objects.count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_no_session_is_opened_where_the_last_counter_is_being_retired(engine, _round):
    """Nobody could be received there: whoever comes second reads what the first one did."""
    counter = Counter.objects.get(service__code="tax-registration", location__code="harbour")
    session = Session(
        *("tax-registration", "harbour"),
        *(make.at("2026-11-25 09:00"), make.at("2026-11-25 11:00"), 2),
    )
    outcomes = race(
        partial(add_session, session, actor=make.HOUSE),
        partial(retire_counter, "tax-registration", counter.pk, actor=make.HOUSE),
    )
    counter.refresh_from_db()
    said = {"session.no_counter" if counter.is_retired else "counter.last_planned": 1}
    assert ends(outcomes) == {"done": 1, **said}
    assert Block.objects.exists() is not counter.is_retired
