"""The arithmetic against a naive model, day by day over 2024–2026 (B2, B3).

The model shares nothing with the product: it asks the published data itself, keeps sets of days, and tries
every day of applying one after the other.
"""

from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaiyue.calendars.days import (
    Convention,
    DayKind,
    Unit,
    WorkingCalendar,
    notice_deadline,
    promise_due,
)
from tests.calendars.make import WEEK, at, calendar

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
EVERY_DAY = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
WORKED = {day for day in EVERY_DAY if chinese_calendar.is_workday(day)}
INNER = EVERY_DAY[60:-60]
"""Days with enough room on both sides for what is counted below."""

RULES = [(unit, convention) for unit in Unit for convention in Convention]


@cache
def published() -> WorkingCalendar:
    return calendar(2024, 2025, 2026)


def counted_from(applied_on: date, unit: Unit, worked: set[date]) -> date:
    """The day on which the application counts as made."""
    while unit is Unit.WORKING and applied_on not in worked:
        applied_on += DAY
    return applied_on


def notice_given(
    applied_on: date, visit_on: date, *, unit: Unit, convention: Convention, worked: set[date]
) -> int:
    """How many days of notice an application gives, counted on the fingers."""
    begin = counted_from(applied_on, unit, worked)
    if convention is Convention.CIVIL_CODE:
        begin += DAY
    days = [begin + n * DAY for n in range(max((visit_on - begin).days + 1, 0))]
    return len([day for day in days if unit is Unit.NATURAL or day in worked])


def naive_last_day(
    visit_on: date, n: int, *, unit: Unit, convention: Convention, worked: set[date]
) -> date:
    """Tries every day backwards from the visit until the notice is enough."""
    if n == 0:
        return visit_on
    applied_on = visit_on
    while (
        notice_given(applied_on, visit_on, unit=unit, convention=convention, worked=worked) < n
        or counted_from(applied_on, unit, worked) != applied_on
    ):
        applied_on -= DAY
    return applied_on


@pytest.mark.parametrize(("unit", "convention"), RULES)
def test_every_deadline_of_three_years_is_the_one_counted_on_the_fingers(unit, convention):
    """B3: each visit day, with 0 to 6 days of notice."""
    for visit_on in INNER:
        for n in range(7):
            found = notice_deadline(
                published(), visit_on, days=n, unit=unit, convention=convention, cutoff=None
            )
            expected = naive_last_day(visit_on, n, unit=unit, convention=convention, worked=WORKED)
            assert found.on == expected, (visit_on, n)


@pytest.mark.parametrize(("unit", "convention"), RULES)
def test_the_deadline_is_the_last_day_that_gives_enough_notice(unit, convention):
    """B3: on each day before it there is enough as well, on each day after it too little."""
    rule = {"unit": unit, "convention": convention}
    for visit_on in INNER:
        last = notice_deadline(published(), visit_on, days=3, cutoff=None, **rule).on
        for applied_on in (visit_on - n * DAY for n in range(25)):
            enough = notice_given(applied_on, visit_on, worked=WORKED, **rule) >= 3
            assert enough == (counted_from(applied_on, unit, WORKED) <= last), (
                visit_on,
                applied_on,
            )


@pytest.mark.parametrize(("unit", "convention"), RULES)
def test_every_promise_of_three_years_is_due_when_counted_on_the_fingers(unit, convention):
    for received_on in INNER:
        for n in range(7):
            moment = at(received_on.year, received_on.month, received_on.day, 18)
            due = promise_due(published(), moment, days=n, unit=unit, convention=convention)
            begin = counted_from(received_on, unit, WORKED)
            counts_begin = convention is Convention.BOTH_DAYS and n > 0
            due_on, left = begin, n - 1 if counts_begin else n
            while left > 0:
                due_on += DAY
                left -= unit is Unit.NATURAL or due_on in WORKED
            assert due.on == due_on, (received_on, n)


def test_every_day_of_three_years_works_or_rests_as_published():
    """B2."""
    assert [day for day in EVERY_DAY if published().is_working(day)] == sorted(WORKED)


def test_adding_and_subtracting_agree_with_the_list_of_working_days():
    """B2: position in the sorted list of working days, for every day, near and far, either way."""
    in_order = sorted(WORKED)
    for day in INNER:
        here = in_order.index(counted_from(day, Unit.WORKING, WORKED))
        for n in (-30, -5, -2, -1, 0, 1, 2, 3, 10, 30):
            assert published().add_working_days(day, n) == in_order[here + n], (day, n)


@st.composite
def parks(draw: st.DrawFn) -> tuple[WorkingCalendar, set[date]]:
    """A park with closures and extra days of its own, and the plain set of its working days."""
    some_days = st.sets(st.sampled_from(EVERY_DAY), max_size=40)
    closed, extra = draw(some_days), draw(some_days)
    marks = {
        **dict.fromkeys(extra, DayKind.EXTRA_OPEN),
        **dict.fromkeys(closed, DayKind.CLOSURE),
    }
    days = {**published().days, **marks}
    years = frozenset({2024, 2025, 2026})
    park = WorkingCalendar(edition=1, days=days, published=years, hours=WEEK)
    return park, WORKED - closed - extra


@given(park=parks(), first=st.sampled_from(INNER), span=st.integers(-5, 400))
def test_counting_is_the_length_of_the_list(park, first, span):
    days, worked = park
    last = min(first + span * DAY, LAST)
    expected = len([day for day in worked if first <= day <= last])
    assert days.count_working_days(first, last) == expected


@given(park=parks(), day=st.sampled_from(INNER), a=st.integers(-15, 15), b=st.integers(-15, 15))
def test_adding_twice_is_adding_the_sum(park, day, a, b):
    days, _ = park
    once = days.add_working_days(day, a + b)
    assert days.add_working_days(days.add_working_days(day, a), b) == once


@given(
    park=parks(),
    visit_on=st.sampled_from(INNER),
    n=st.integers(0, 15),
    rule=st.sampled_from(RULES),
)
def test_deadlines_of_parks_with_their_own_days_are_counted_the_same(park, visit_on, n, rule):
    """B2, B3: closures and extra open days of the park included."""
    days, worked = park
    unit, convention = rule
    found = notice_deadline(days, visit_on, days=n, unit=unit, convention=convention, cutoff=None)
    expected = naive_last_day(visit_on, n, unit=unit, convention=convention, worked=worked)
    assert found.on == expected


@given(park=parks(), visit_on=st.sampled_from(INNER), rule=st.sampled_from(RULES))
def test_more_notice_never_means_a_later_deadline(park, visit_on, rule):
    days, _ = park
    unit, convention = rule
    deadlines = [
        notice_deadline(days, visit_on, days=n, unit=unit, convention=convention, cutoff=None).at
        for n in range(10)
    ]
    assert deadlines == sorted(deadlines, reverse=True)


@given(park=parks(), visit_on=st.sampled_from(INNER), n=st.integers(0, 15))
def test_the_civil_code_never_gives_more_time_than_both_days(park, visit_on, n):
    """B3: not counting the day of applying can only move the deadline forward."""
    days, _ = park
    for unit in Unit:
        both, civil = (
            notice_deadline(days, visit_on, days=n, unit=unit, convention=each, cutoff=None)
            for each in (Convention.BOTH_DAYS, Convention.CIVIL_CODE)
        )
        assert civil.at <= both.at
