"""Until when a visit can be changed, and by when an answer is due: examples counted by hand (B2, B3)."""

from datetime import UTC, date, datetime, time

import pytest

from gaiyue.calendars.days import Convention, DayKind, Unit, notice_deadline, promise_due
from tests.calendars.make import at, calendar

BOTH, CIVIL = Convention.BOTH_DAYS, Convention.CIVIL_CODE
WORKING, NATURAL = Unit.WORKING, Unit.NATURAL


def until(visit_on, days, convention, *, unit=WORKING, cutoff=None, in_=None):
    return notice_deadline(
        in_ or calendar(2025, 2026, 2027),
        visit_on,
        days=days,
        unit=unit,
        convention=convention,
        cutoff=cutoff,
    )


def test_a_wednesday_visit_can_be_changed_up_to_monday_at_close():
    """B3: the park's own published example; 25 November 2026 is a Wednesday."""
    deadline = until(date(2026, 11, 25), 3, BOTH)
    assert deadline.on == date(2026, 11, 23)
    assert deadline.at == at(2026, 11, 23, 17)
    assert not deadline.is_provisional
    assert deadline.calendar_edition == 1


def test_under_the_civil_code_the_same_visit_can_be_changed_up_to_friday():
    """B3: the weekend is no help: applying on Saturday counts as applying on Monday."""
    deadline = until(date(2026, 11, 25), 3, CIVIL)
    assert deadline.at == at(2026, 11, 20, 16), "Friday closes an hour earlier"


def test_a_cut_off_hour_of_the_park_replaces_close_of_business():
    """B3: the exact deadline has a date and an hour."""
    assert until(date(2026, 11, 25), 3, BOTH, cutoff=time(12)).at == at(2026, 11, 23, 12)


@pytest.mark.parametrize(
    ("visit_on", "days", "convention", "last"),
    [
        # National Day 2026: off 1–7 October; Sunday 20 September and Saturday 10 October are worked.
        (date(2026, 10, 8), 3, BOTH, date(2026, 9, 29)),  # 8 Oct, 30 Sep, 29 Sep
        (date(2026, 10, 8), 3, CIVIL, date(2026, 9, 28)),
        (date(2026, 10, 12), 3, BOTH, date(2026, 10, 9)),  # Mon 12, Sat 10 (worked), Fri 9
        (date(2026, 10, 12), 3, CIVIL, date(2026, 10, 8)),
        (date(2026, 9, 22), 3, BOTH, date(2026, 9, 20)),  # Tue, Mon, Sunday 20 (worked)
        (date(2026, 9, 22), 3, CIVIL, date(2026, 9, 18)),
        # Spring Festival 2026: off 15–23 February; Saturdays 14 and 28 February are worked.
        (date(2026, 2, 24), 2, BOTH, date(2026, 2, 14)),  # Tue 24, Sat 14 (worked)
        (date(2026, 2, 24), 2, CIVIL, date(2026, 2, 13)),
        (date(2026, 3, 2), 2, BOTH, date(2026, 2, 28)),  # Mon 2 March, Sat 28 (worked)
        # New Year 2026: off 1–3 January; Sunday 4 January is worked.
        (date(2026, 1, 5), 3, BOTH, date(2025, 12, 31)),  # Mon 5, Sun 4 (worked), Wed 31
        # Labour Day 2026: off 1–5 May; Saturday 9 May is worked.
        (date(2026, 5, 11), 4, BOTH, date(2026, 5, 7)),  # Mon 11, Sat 9 (worked), Fri 8, Thu 7
    ],
)
def test_holidays_and_make_up_days_are_counted_as_the_notices_say(visit_on, days, convention, last):
    """B2: the State Council's holidays and make-up workdays."""
    assert until(visit_on, days, convention).on == last


def test_a_make_up_saturday_closes_at_the_usual_hour():
    """B2: a weekday without hours of its own ends at the latest closing hour of the week."""
    assert until(date(2026, 3, 2), 2, BOTH).at == at(2026, 2, 28, 17)


def test_natural_days_count_every_day():
    """B1: the unit is a setting."""
    monday = date(2026, 11, 23)
    assert until(monday, 3, BOTH, unit=NATURAL).on == date(2026, 11, 21)
    assert until(monday, 3, CIVIL, unit=NATURAL).on == date(2026, 11, 20)


def test_a_deadline_on_a_sunday_still_has_an_hour():
    """B3: the park's usual, latest closing hour."""
    assert until(date(2026, 11, 24), 3, BOTH, unit=NATURAL).at == at(2026, 11, 22, 17)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("convention", Convention)
def test_no_notice_at_all_means_up_to_the_visit_day_itself(unit, convention):
    wednesday = date(2026, 11, 25)
    assert until(wednesday, 0, convention, unit=unit).at == at(2026, 11, 25, 17)


def test_a_visit_on_an_extra_open_saturday_does_not_count_that_saturday():
    """B2: the park's own extra day has seats but is no working day."""
    saturday = date(2026, 11, 28)
    own = calendar(2026, marks={saturday: DayKind.EXTRA_OPEN})
    assert own.is_open(saturday)
    assert not own.is_working(saturday)
    assert until(saturday, 3, BOTH, in_=own).on == date(2026, 11, 25), "Fri 27, Thu 26, Wed 25"
    assert until(saturday, 3, CIVIL, in_=own).on == date(2026, 11, 24)
    assert until(saturday, 0, BOTH, in_=own).on == saturday


def test_a_closure_of_the_park_pushes_the_deadline_back():
    """B2: the park's own closures are no working days."""
    own = calendar(2026, marks={date(2026, 11, 24): DayKind.CLOSURE})
    assert until(date(2026, 11, 25), 3, BOTH, in_=own).on == date(2026, 11, 20)


def test_a_deadline_that_reaches_into_an_unpublished_year_says_so():
    """B2: 2027 is not published; the visit on 5 January is counted back over it."""
    deadline = until(date(2027, 1, 5), 3, BOTH)
    assert deadline.is_provisional
    assert deadline.on == date(2026, 12, 31), "Tue 5, Mon 4, Thu 31: 1 January is off by law"
    assert not until(date(2026, 12, 31), 3, BOTH).is_provisional


def test_an_answer_is_due_at_close_of_the_last_working_day():
    """The day of receipt does not count (Civil Code art. 201)."""
    due = promise_due(calendar(2026), at(2026, 11, 24), days=3, unit=WORKING)
    assert due.at == at(2026, 11, 27, 16)
    assert not due.is_provisional


def test_what_arrives_on_a_rest_day_counts_as_arriving_on_the_next_working_day():
    """Saturday 21 November counts as Monday 23: three days after it is Thursday."""
    saturday = at(2026, 11, 21)
    assert promise_due(calendar(2026), saturday, days=3, unit=WORKING).on == date(2026, 11, 26)
    both = promise_due(calendar(2026), saturday, days=3, unit=WORKING, convention=BOTH)
    assert both.on == date(2026, 11, 25), "Mon, Tue, Wed"


def test_the_day_of_receipt_is_the_parks_day():
    """Until 08:00 it is a day later in the park than in UTC."""
    early = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert promise_due(calendar(2026), early, days=1, unit=WORKING).on == date(2026, 11, 26)


def test_a_promise_in_natural_days_stays_where_it_falls():
    friday = at(2026, 11, 20)
    due = promise_due(calendar(2026), friday, days=2, unit=NATURAL)
    assert due.at == at(2026, 11, 22, 17)
    both = promise_due(calendar(2026), friday, days=2, unit=NATURAL, convention=BOTH)
    assert both.on == date(2026, 11, 21)


@pytest.mark.parametrize("convention", Convention)
def test_a_promise_of_no_days_is_due_on_the_day_of_receipt(convention):
    tuesday, saturday = at(2026, 11, 24), at(2026, 11, 21)
    for unit in Unit:
        due = promise_due(calendar(2026), tuesday, days=0, unit=unit, convention=convention)
        assert due.on == date(2026, 11, 24)
    due = promise_due(calendar(2026), saturday, days=0, unit=WORKING, convention=convention)
    assert due.on == date(2026, 11, 23)


def test_a_promise_that_reaches_into_an_unpublished_year_says_so():
    """B2."""
    received = at(2026, 12, 29)
    assert promise_due(calendar(2026, 2027), received, days=5, unit=WORKING).is_provisional


@pytest.mark.parametrize("days", [-1, 367])
def test_a_senseless_number_of_days_is_refused(days):
    with pytest.raises(ValueError, match="from 0 to 366"):
        until(date(2026, 11, 25), days, BOTH)
    with pytest.raises(ValueError, match="from 0 to 366"):
        promise_due(calendar(2026), at(2026, 11, 24), days=days, unit=NATURAL)


def test_a_moment_without_a_time_zone_is_refused():
    naive = datetime(2026, 11, 24, 9)  # noqa: DTZ001 - the mistake to be caught
    with pytest.raises(ValueError, match="time zone"):
        promise_due(calendar(2026), naive, days=3, unit=WORKING)


@pytest.mark.parametrize("nonsense", [date(1, 1, 1), date(9999, 12, 31), at(2026, 11, 25)])
def test_a_senseless_visit_day_is_refused(nonsense):
    with pytest.raises(ValueError, match="a day from 1950 to 2199"):
        until(nonsense, 3, BOTH, unit=NATURAL)
