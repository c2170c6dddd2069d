"""What the keeper of the calendar can do, and what is recorded of it (B2)."""

from datetime import date, time

import pytest

import gaiyue.calendars.close_park as close_park_module
from gaiyue.base import clock
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.calendars import editions
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.days import DayKind, OpeningHours
from gaiyue.calendars.models import CalendarEdition
from gaiyue.calendars.notice import NoticeDay
from gaiyue.calendars.occasions import Festival, WhyClosed, WhyExtra
from gaiyue.calendars.open_extra import open_extra_day
from gaiyue.calendars.publish_year import publish_year
from gaiyue.calendars.published import published_notice, statutory_days
from gaiyue.calendars.queries import working_calendar, working_calendar_of
from gaiyue.calendars.restore_day import restore_day
from gaiyue.calendars.set_hours import set_hours
from gaiyue.calendars.start import start_calendar
from gaiyue.calendars.typed_in import notice_typed_in
from gaiyue.eventlog.models import Event
from tests.calendars.make import MANAGER, PARK, STRANGER, WEEK, WITH_LUNCH, at, started

TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 28)


@pytest.fixture(autouse=True)
def _on_tuesday(db):
    with clock.frozen(at(2026, 11, 24, 9)):
        yield


def last_event():
    event = Event.objects.order_by("-id")[0]
    return event.kind, event.facts


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def notice_2027(**days):
    """2027 as it might be published: a Monday off for a Sunday worked, and what a test adds."""
    statutory = statutory_days(2027)
    marks = {day: NoticeDay(DayKind.HOLIDAY, festival) for day, festival in statutory.items()}
    marks[date(2027, 10, 4)] = NoticeDay(DayKind.HOLIDAY, Festival.NATIONAL_DAY)
    marks[date(2027, 9, 26)] = NoticeDay(DayKind.MAKEUP, Festival.NATIONAL_DAY)
    return notice_typed_in(2027, days={**marks, **days.get("more", {})}, source="guobanfa-2026-8")


def test_a_new_park_starts_with_the_published_days():
    """B2: 2026 as published, 2027 provisional, and said so in the record."""
    assert started(2026, 2027) == 1
    days = working_calendar(PARK)
    assert days.edition == 1
    assert days.published == {2026}
    assert days.kind(date(2026, 10, 10)) is DayKind.MAKEUP
    assert days.kind(date(2027, 1, 1)) is DayKind.HOLIDAY
    assert days.hours == WEEK
    kind, facts = last_event()
    assert kind == "calendar.started"
    assert (facts["years_published"], facts["years_provisional"]) == ([2026], [2027])
    edition = CalendarEdition.objects.get()
    assert facts["digest"] == edition.digest
    assert edition.actor == "account:7"
    assert edition.made_at == at(2026, 11, 24, 9)


def test_a_park_starts_once():
    started()
    with refused("calendar.already_started") as caught:
        started()
    assert caught.value.facts == {"edition": 1}
    assert CalendarEdition.objects.count() == 1


def test_a_calendar_that_cannot_be_counted_with_is_not_written():
    with pytest.raises(ValueError, match="opening hours"):
        start_calendar(PARK, years=[2026], hours={}, actor=MANAGER)
    assert not CalendarEdition.objects.exists()


def test_publication_makes_a_new_edition_and_names_the_days_that_change():
    """B2: the visits and promises that touch them can be found."""
    started()
    told = publish_year(PARK, notice=notice_2027(), actor=MANAGER)
    assert told.edition == 2
    assert told.years == (2027,)
    assert told.days == (date(2027, 9, 26), date(2027, 10, 4))
    days = working_calendar(PARK)
    assert days.published == {2026, 2027}
    assert days.is_working(date(2027, 9, 26))
    assert not days.is_working(date(2027, 10, 4))
    kind, facts = last_event()
    assert kind == "calendar.published"
    assert facts["days"] == ["2027-09-26", "2027-10-04"]
    assert facts["source"] == "guobanfa-2026-8"


def test_publication_may_change_the_december_before():
    """B2: a Sunday worked for New Year's Day is announced with the next year's notice."""
    started()
    worked = {date(2026, 12, 27): NoticeDay(DayKind.MAKEUP, Festival.NEW_YEAR)}
    told = publish_year(PARK, notice=notice_2027(more=worked), actor=MANAGER)
    assert told.years == (2026, 2027)
    assert date(2026, 12, 27) in told.days
    assert working_calendar(PARK).kind(date(2026, 10, 10)) is DayKind.MAKEUP, "2026 is kept"


def test_the_same_notice_twice_makes_one_edition():
    started()
    publish_year(PARK, notice=notice_2027(), actor=MANAGER)
    again = publish_year(PARK, notice=notice_2027(), actor=MANAGER)
    assert (again.edition, again.years, again.days) == (2, (), ())
    assert CalendarEdition.objects.count() == 2


def test_publication_keeps_what_the_park_marked_itself():
    """B2: a closure stays closed, also on a day that the notice makes a working day."""
    started()
    close_park(PARK, day=date(2027, 10, 8), why=WhyClosed.MAINTENANCE, actor=MANAGER)
    sunday = date(2027, 9, 26)
    open_extra_day(PARK, day=sunday, why=WhyExtra.CAMPAIGN, actor=MANAGER)
    told = publish_year(PARK, notice=notice_2027(), actor=MANAGER)
    days = working_calendar(PARK)
    assert days.kind(date(2027, 10, 8)) is DayKind.CLOSURE
    assert days.kind(sunday) is DayKind.EXTRA_OPEN
    assert told.days == (date(2027, 10, 4),)


def test_a_year_that_is_not_published_cannot_be_published():
    """B2: no silent guess."""
    started()
    with refused("calendar.year_unpublished"):
        publish_year(PARK, notice=published_notice(2027), actor=MANAGER)


def test_a_closed_day_ceases_to_count_and_the_record_says_why():
    """B2: the park's own closures."""
    started()
    assert close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER) == 2
    days = working_calendar(PARK)
    assert days.kind(WEDNESDAY) is DayKind.CLOSURE
    assert not days.is_open(WEDNESDAY)
    kind, facts = last_event()
    assert (kind, facts["day"], facts["why"]) == (
        "calendar.park_closed",
        "2026-11-25",
        "power_cut",
    )


def test_what_was_counted_with_an_earlier_edition_can_be_counted_again():
    """B2: editions never change."""
    started()
    close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER)
    assert working_calendar_of(PARK, 1).is_working(WEDNESDAY)
    assert not working_calendar_of(PARK, 2).is_working(WEDNESDAY)


def test_today_can_still_be_closed_but_yesterday_cannot():
    started()
    assert close_park(PARK, day=TUESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER) == 2
    monday = date(2026, 11, 23)
    for deed in (
        lambda: close_park(PARK, day=monday, why=WhyClosed.OTHER, actor=MANAGER),
        lambda: open_extra_day(PARK, day=monday, why=WhyExtra.OTHER, actor=MANAGER),
        lambda: restore_day(PARK, day=monday, actor=MANAGER),
    ):
        with refused("calendar.day_is_past"):
            deed()


def test_a_day_that_is_closed_anyway_is_not_closed_again():
    started()
    with refused("calendar.already_closed"):
        close_park(PARK, day=SATURDAY, why=WhyClosed.OTHER, actor=MANAGER)


def test_an_extra_open_day_has_seats_and_does_not_count():
    """B2."""
    started()
    assert open_extra_day(PARK, day=SATURDAY, why=WhyExtra.HIGH_DEMAND, actor=MANAGER) == 2
    days = working_calendar(PARK)
    assert days.is_open(SATURDAY)
    assert not days.is_working(SATURDAY)
    assert last_event()[0] == "calendar.extra_opened"


def test_a_day_that_is_open_anyway_is_not_opened_again():
    started()
    with refused("calendar.already_open"):
        open_extra_day(PARK, day=WEDNESDAY, why=WhyExtra.OTHER, actor=MANAGER)


def test_a_closed_working_day_is_restored_rather_than_opened_extra():
    """Opened extra it would have seats but cease to count."""
    started()
    close_park(PARK, day=WEDNESDAY, why=WhyClosed.OTHER, actor=MANAGER)
    with refused("calendar.restore_instead"):
        open_extra_day(PARK, day=WEDNESDAY, why=WhyExtra.OTHER, actor=MANAGER)


def test_a_restored_day_is_again_what_the_notice_says():
    """B2: a closure on a make-up Saturday hides the make-up day and gives it back."""
    with clock.frozen(at(2026, 10, 9)):
        started()
        makeup = date(2026, 10, 10)
        close_park(PARK, day=makeup, why=WhyClosed.EXTREME_WEATHER, actor=MANAGER)
        assert working_calendar(PARK).kind(makeup) is DayKind.CLOSURE
        assert restore_day(PARK, day=makeup, actor=MANAGER) == 3
        assert working_calendar(PARK).kind(makeup) is DayKind.MAKEUP
    kind, facts = last_event()
    assert (kind, facts["was"]) == ("calendar.day_restored", "closure")


def test_an_extra_open_day_can_be_closed_again():
    started()
    open_extra_day(PARK, day=SATURDAY, why=WhyExtra.OTHER, actor=MANAGER)
    close_park(PARK, day=SATURDAY, why=WhyClosed.OTHER, actor=MANAGER)
    assert not working_calendar(PARK).is_open(SATURDAY)
    open_extra_day(PARK, day=SATURDAY, why=WhyExtra.MAKES_UP_FOR_CLOSURE, actor=MANAGER)
    assert working_calendar(PARK).is_open(SATURDAY)


def test_a_day_without_a_mark_of_the_park_has_nothing_to_restore():
    started()
    with refused("calendar.nothing_to_restore"):
        restore_day(PARK, day=WEDNESDAY, actor=MANAGER)


def test_new_hours_make_a_new_edition_and_move_close_of_business():
    """B3: the deadline's hour follows."""
    started()
    long = OpeningHours(time(9), time(18))
    assert set_hours(PARK, hours={**WEEK, 2: long}, actor=MANAGER) == 2
    assert working_calendar(PARK).closes_at(WEDNESDAY) == at(2026, 11, 25, 18)
    kind, facts = last_event()
    assert (kind, facts["weekdays"]) == ("calendar.hours_set", [2])


def test_a_weekday_left_out_has_no_hours_any_more():
    started()
    set_hours(PARK, hours={0: WITH_LUNCH}, actor=MANAGER)
    assert working_calendar(PARK).hours == {0: WITH_LUNCH}
    assert last_event()[1]["weekdays"] == [1, 2, 3, 4]


def test_the_hours_that_are_already_set_make_no_edition():
    started()
    assert set_hours(PARK, hours=WEEK, actor=MANAGER) == 1


def test_a_week_without_hours_is_refused():
    started()
    with refused("calendar.no_hours"):
        set_hours(PARK, hours={}, actor=MANAGER)


def test_two_keepers_at_once_make_two_editions_and_lose_nothing(monkeypatch):
    """The later one counted on an edition that is not the last any more, and runs again by itself."""
    started()
    stale = editions.present(PARK, actor=MANAGER)
    close_park(PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=MANAGER)
    answers = [stale]
    monkeypatch.setattr(
        close_park_module,
        "present",
        lambda park, *, actor: answers.pop() if answers else editions.present(park, actor=actor),
    )
    thursday = date(2026, 11, 26)
    assert close_park(PARK, day=thursday, why=WhyClosed.OTHER, actor=MANAGER) == 3
    assert answers == [], "the control: it did begin with the stale edition"
    days = working_calendar(PARK)
    assert not days.is_open(WEDNESDAY)
    assert not days.is_open(thursday)


def test_nobody_from_another_park_touches_the_calendar():
    """It looks to them as if it were not there."""
    started()
    for deed in (
        lambda: start_calendar(PARK, years=[2026], hours=WEEK, actor=STRANGER),
        lambda: publish_year(PARK, notice=notice_2027(), actor=STRANGER),
        lambda: close_park(PARK, day=WEDNESDAY, why=WhyClosed.OTHER, actor=STRANGER),
        lambda: open_extra_day(PARK, day=SATURDAY, why=WhyExtra.OTHER, actor=STRANGER),
        lambda: restore_day(PARK, day=WEDNESDAY, actor=STRANGER),
        lambda: set_hours(PARK, hours={0: WITH_LUNCH}, actor=STRANGER),
    ):
        with pytest.raises(NotThere):
            deed()
    assert CalendarEdition.objects.count() == 1
