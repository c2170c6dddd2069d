"""Reading calendars: the edition in force, few queries, and what the tables never hold."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from gaiyue.base import clock
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.models import CalendarEdition, CoveredYear, DayMark, WeekdayHours
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.calendars.queries import (
    CalendarMissing,
    marked_days,
    working_calendar,
    working_calendar_of,
)
from tests.calendars.make import MANAGER, PARK, at, started

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _on_tuesday():
    with clock.frozen(at(2026, 11, 24, 9)):
        yield


def test_a_park_without_a_calendar_is_told_what_to_do():
    with pytest.raises(CalendarMissing, match=r"Opening a park, docs/operations\.md"):
        working_calendar("nowhere")


def test_an_edition_that_never_was_is_said_to_be_missing():
    started()
    with pytest.raises(CalendarMissing, match="no calendar edition 7"):
        working_calendar_of(PARK, 7)


def test_a_known_edition_costs_one_query(django_assert_num_queries):
    started()
    first = working_calendar(PARK)
    with django_assert_num_queries(1):
        assert working_calendar(PARK) is first


def test_an_edition_seen_for_the_first_time_costs_five_queries(django_assert_num_queries):
    started(2025, 2026)
    with django_assert_num_queries(5):
        working_calendar(PARK)


def test_the_next_edition_is_seen_at_once():
    started()
    assert working_calendar(PARK).is_working(WEDNESDAY)
    close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER)
    assert not working_calendar(PARK).is_working(WEDNESDAY)


def test_an_edition_that_was_rolled_back_leaves_nothing_behind():
    """Its number comes again with other days; the days that were read must not."""
    started()
    with transaction.atomic():
        close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER)
        assert not working_calendar(PARK).is_working(WEDNESDAY)
        transaction.set_rollback(True)
    close_park(PARK, day=date(2026, 11, 26), why=WhyClosed.POWER_CUT, actor=MANAGER)
    assert working_calendar(PARK).edition == 2
    assert working_calendar(PARK).is_working(WEDNESDAY)


def test_the_marked_days_of_a_month_come_with_their_reason():
    started()
    close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER)
    found = marked_days(PARK, first=date(2026, 10, 7), last=date(2026, 11, 30))
    assert [(it.day, it.kind, it.occasion) for it in found] == [
        (date(2026, 10, 7), DayKind.HOLIDAY, "national_day"),
        (date(2026, 10, 10), DayKind.MAKEUP, "national_day"),
        (WEDNESDAY, DayKind.CLOSURE, "power_cut"),
    ]


def rows(edition):
    """Rows that must never be, each a different way of being wrong."""
    of = {"park": PARK, "edition": edition}
    day, nine, five = date(2026, 12, 1), time(9), time(17)
    mark = {**of, "day": day, "occasion": "other"}
    sunday = {**of, "weekday": 6, "opens": nine, "closes": five}
    return {
        "a second first edition": CalendarEdition(
            park=PARK, number=1, made_at=clock.now(), actor="a", note="n", digest="d"
        ),
        "an edition zero": CalendarEdition(
            park=PARK, number=0, made_at=clock.now(), actor="a", note="n", digest="d"
        ),
        "a year twice": CoveredYear(**of, year=2026, is_published=True, source="s"),
        "a year out of sight": CoveredYear(**of, year=2200, is_published=True, source="s"),
        "a day marked twice": DayMark(
            **of, day=date(2026, 10, 1), origin="notice", kind="makeup", occasion="o"
        ),
        "a closure by notice": DayMark(**mark, origin="notice", kind="closure"),
        "a holiday by the park": DayMark(**mark, origin="park", kind="holiday"),
        "an eighth weekday": WeekdayHours(**{**sunday, "weekday": 7}),
        "a weekday twice": WeekdayHours(**{**sunday, "weekday": 0}),
        "hours backwards": WeekdayHours(**{**sunday, "closes": time(8)}),
        "half a lunch break": WeekdayHours(**sunday, lunch_from=time(12)),
        "the other half": WeekdayHours(**sunday, lunch_to=time(13)),
        "lunch after closing": WeekdayHours(**sunday, lunch_from=time(16), lunch_to=time(18)),
        "lunch backwards": WeekdayHours(**sunday, lunch_from=time(13), lunch_to=time(12)),
    }


def test_the_database_refuses_what_must_never_be():
    """Each wrong row by itself; the right one beside them is the control."""
    started()
    edition = CalendarEdition.objects.get(park=PARK)
    accepted = []
    for what, row in rows(edition).items():
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue
        accepted.append(what)
    assert accepted == []
    WeekdayHours.objects.create(
        park=PARK, edition=edition, weekday=6, opens=time(9), closes=time(17)
    )
