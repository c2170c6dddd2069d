"""What a calendar says of a day, and adding and counting working days (B2)."""

from datetime import date, time

import pytest

from gaiyue.calendars.days import DayKind, OpeningHours, WorkingCalendar
from tests.calendars.make import SHORT_FRIDAY, WEEK, WITH_LUNCH, at, calendar

SATURDAY, MONDAY = date(2026, 11, 28), date(2026, 11, 30)


def test_a_day_without_a_mark_is_what_its_weekday_says():
    plain = WorkingCalendar(edition=1, days={}, published=frozenset({2026}), hours=WEEK)
    assert plain.kind(MONDAY) is DayKind.WORKING
    assert plain.kind(SATURDAY) is DayKind.WEEKEND
    assert plain.is_open(MONDAY)
    assert not plain.is_open(SATURDAY)


@pytest.mark.parametrize(
    ("kind", "is_working", "is_open"),
    [
        (DayKind.WORKING, True, True),
        (DayKind.WEEKEND, False, False),
        (DayKind.HOLIDAY, False, False),
        (DayKind.MAKEUP, True, True),
        (DayKind.CLOSURE, False, False),
        (DayKind.EXTRA_OPEN, False, True),
    ],
)
def test_each_kind_of_day_counts_and_opens_as_it_should(kind, is_working, is_open):
    """B2: an extra open day has seats but does not count."""
    own = calendar(2026, marks={SATURDAY: kind})
    assert (own.is_working(SATURDAY), own.is_open(SATURDAY)) == (is_working, is_open)


def test_a_year_that_is_not_published_is_provisional():
    """B2: instead of guessing silently."""
    both = calendar(2026, 2027)
    assert not both.is_provisional(date(2026, 12, 31))
    assert both.is_provisional(date(2027, 1, 1))


def test_adding_steps_over_holidays_and_onto_make_up_days():
    """B2: 30 September + 1 is 8 October; Friday 9 October + 1 is the worked Saturday."""
    days = calendar(2026)
    assert days.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert days.add_working_days(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert days.add_working_days(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_adding_from_a_rest_day_counts_from_the_next_working_day():
    days = calendar(2026)
    assert days.add_working_days(SATURDAY, 0) == MONDAY
    assert days.add_working_days(SATURDAY, 1) == date(2026, 12, 1)
    assert days.add_working_days(SATURDAY, -1) == date(2026, 11, 27)


def test_counting_includes_both_ends():
    days = calendar(2026)
    assert days.count_working_days(date(2026, 11, 23), date(2026, 11, 25)) == 3
    assert days.count_working_days(MONDAY, MONDAY) == 1
    assert days.count_working_days(SATURDAY, SATURDAY) == 0
    assert days.count_working_days(MONDAY, SATURDAY) == 0, "backwards there is nothing to count"


def test_a_whole_year_has_the_working_days_that_the_notice_leaves():
    """B2: 2026 has 261 weekdays; 19 of them are off, 6 weekend days are worked."""
    assert calendar(2026).count_working_days(date(2026, 1, 1), date(2026, 12, 31)) == 261 - 19 + 6


def test_close_of_business_is_that_of_the_weekday():
    days = calendar(2026)
    assert days.closes_at(MONDAY) == at(2026, 11, 30, 17)
    assert days.closes_at(date(2026, 11, 27)) == at(2026, 11, 27, 16)
    assert days.closes_at(SATURDAY) == at(2026, 11, 28, 17), "no hours: the latest of the week"
    assert days.closes_at(MONDAY).utcoffset() is not None


def test_counters_have_hours_on_open_days_only():
    days = calendar(2026, marks={date(2026, 11, 24): DayKind.CLOSURE})
    assert days.hours_on(MONDAY) == WITH_LUNCH
    assert days.hours_on(date(2026, 11, 27)) == SHORT_FRIDAY
    assert days.hours_on(SATURDAY) is None
    assert days.hours_on(date(2026, 11, 24)) is None
    assert days.hours_on(date(2026, 10, 10)) == WITH_LUNCH, "a make-up Saturday: the usual hours"


@pytest.mark.parametrize(
    "wrong",
    [
        (time(17), time(9), None, None),
        (time(9), time(9), None, None),
        (time(9), time(17), time(12), None),
        (time(9), time(17), None, time(13)),
        (time(9), time(17), time(13), time(12)),
        (time(9), time(17), time(9), time(12)),
        (time(9), time(17), time(12), time(17)),
    ],
)
def test_hours_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"lunch break|opening hours"):
        OpeningHours(*wrong)


@pytest.mark.parametrize("hours", [{}, {7: WITH_LUNCH}, {-1: WITH_LUNCH}])
def test_a_calendar_without_hours_is_refused(hours):
    with pytest.raises(ValueError, match="opening hours for one weekday"):
        WorkingCalendar(edition=1, days={}, published=frozenset(), hours=hours)


def test_nobody_can_change_a_calendar_that_others_share():
    days = calendar(2026)
    with pytest.raises(TypeError):
        days.days[MONDAY] = DayKind.HOLIDAY
    with pytest.raises(TypeError):
        days.hours[0] = SHORT_FRIDAY


def test_a_moment_is_not_taken_for_a_day():
    """A datetime passes for a date in Python, and would silently miss every holiday."""
    with pytest.raises(ValueError, match="a day from 1950 to 2199"):
        calendar(2026).kind(at(2026, 10, 1))


def test_senseless_distances_are_refused():
    days = calendar(2026)
    with pytest.raises(ValueError, match="working days is more than"):
        days.add_working_days(MONDAY, 3661)
    with pytest.raises(ValueError, match="too long to count"):
        days.count_working_days(date(2000, 1, 1), MONDAY)


def test_a_park_that_never_opens_gets_an_error_and_no_endless_search():
    start = date(2026, 1, 1).toordinal()
    closed = {date.fromordinal(start + n): DayKind.CLOSURE for n in range(3700)}
    with pytest.raises(ValueError, match="no working day within"):
        calendar(2026, marks=closed).add_working_days(date(2026, 1, 1), 1)
