"""B2, A3: the park closes or opens on a whole day: the calendar and the blocks go together, or not at all."""

from datetime import date, time

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.close_day import close_day
from gaiyue.booking.models import Block
from gaiyue.booking.open_day import open_day
from gaiyue.calendars.occasions import WhyClosed, WhyExtra
from gaiyue.calendars.queries import working_calendar
from tests import make
from tests.booking.make import everything

WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)


def test_a_day_that_closes_ceases_to_count_and_its_visits_may_move(park):
    first = make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    make.a_block("2026-11-26 09:00")
    effect = close_day(WEDNESDAY, why=WhyClosed.EXTREME_WEATHER, actor=make.staff("manager"))
    assert [visit.reference for visit in effect.visits] == [first]
    assert not working_calendar(make.PARK).is_open(WEDNESDAY)
    closed = Block.objects.get(is_open=False)
    assert (closed.on, closed.closed_because) == (WEDNESDAY, "extreme_weather")


def test_an_extra_open_day_has_seats_at_once_and_is_no_working_day(park):
    friday = NewTemplate(
        service="tax-registration",
        location="lakeside",
        weekday=4,
        opens=time(9),
        closes=time(11),
        capacity=2,
        valid_from=date(2026, 1, 1),
    )
    add_template(friday, actor=make.HOUSE)
    made = open_day(SATURDAY, why=WhyExtra.HIGH_DEMAND, actor=make.staff("manager"))
    assert made == 2  # the Friday before it was not made yet either
    assert make.booked(make.a_company(), Block.objects.get(on=SATURDAY).pk)
    calendar = working_calendar(make.PARK)
    assert calendar.is_open(SATURDAY)
    assert not calendar.is_working(SATURDAY)


def test_what_the_calendar_refuses_leaves_the_blocks_alone(park):
    make.a_block("2026-11-28 09:00")
    before = everything()
    for deed, day, why, code in (
        (close_day, SATURDAY, WhyClosed.OTHER, "calendar.already_closed"),
        (close_day, date(2026, 11, 20), WhyClosed.OTHER, "calendar.day_is_past"),
        (open_day, WEDNESDAY, WhyExtra.OTHER, "calendar.already_open"),
    ):
        with pytest.raises(Refusal) as refused:
            deed(day, why=why, actor=make.HOUSE)
        assert refused.value.code == code
        assert everything() == before


def test_the_calendar_is_kept_by_the_head_of_the_park(park):
    for actor in (make.staff("supervisor"), make.staff("clerk"), make.a_company().actor):
        with pytest.raises(NotThere):
            close_day(WEDNESDAY, why=WhyClosed.OTHER, actor=actor)
        with pytest.raises(NotThere):
            open_day(SATURDAY, why=WhyExtra.OTHER, actor=actor)
