"""The days of a year as published, and what is done when they are not or when the sources disagree (B2)."""

from datetime import date

import pytest

from gaiyue.base.errors import Refusal
from gaiyue.calendars import published
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.notice import NoticeDay
from gaiyue.calendars.occasions import Festival
from gaiyue.calendars.published import CalendarDisagreement, published_notice, statutory_days
from gaiyue.calendars.typed_in import notice_typed_in


def of_kind(notice, kind):
    return [day for day, mark in notice.days.items() if mark.kind is kind]


def test_2026_is_worked_on_the_six_weekends_of_the_notice():
    """B2: 4 Jan, 14 Feb, 28 Feb, 9 May, 20 Sep, 10 Oct."""
    notice = published_notice(2026)
    assert notice.is_published
    assert of_kind(notice, DayKind.MAKEUP) == [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ]
    assert len(of_kind(notice, DayKind.HOLIDAY)) == 33
    assert notice.days[date(2026, 2, 14)].festival is Festival.SPRING_FESTIVAL


def test_2027_is_not_published_and_has_only_its_statutory_days():
    """B2: no exchanged and no "observed" day is invented: 3–5 May and 4–5 October stay working days."""
    notice = published_notice(2027)
    assert not notice.is_published
    assert notice.source == "statutory-days"
    assert of_kind(notice, DayKind.MAKEUP) == []
    assert [(day.month, day.day) for day in notice.days] == [
        (1, 1),
        (2, 5),
        (2, 6),
        (2, 7),
        (2, 8),
        (4, 5),
        (5, 1),
        (5, 2),
        (6, 9),
        (9, 15),
        (10, 1),
        (10, 2),
        (10, 3),
    ]


def test_statutory_days_are_those_of_the_regulation_in_published_years_too():
    """B2: 13 days since 2025, without what the notice of 2026 exchanged."""
    days = statutory_days(2026)
    assert len(days) == 13
    assert date(2026, 1, 2) not in days, "exchanged for 4 January"
    assert date(2026, 4, 6) not in days, "in place of Sunday 5 April"
    assert days[date(2026, 2, 16)] is Festival.SPRING_FESTIVAL, "New Year's Eve, since 2025"


def test_two_festivals_on_one_day_are_one_statutory_day():
    assert statutory_days(2028)[date(2028, 10, 3)] in {Festival.MID_AUTUMN, Festival.NATIONAL_DAY}


@pytest.mark.parametrize("year", range(2007, 2027))
def test_the_two_sources_agree_on_every_day_since_2007(year):
    """B2."""
    assert published_notice(year).is_published


def test_a_day_off_given_once_is_a_special_day():
    """3 September 2015."""
    assert published_notice(2015).days[date(2015, 9, 3)].festival is Festival.SPECIAL


def test_the_december_before_belongs_to_the_notice_of_new_year():
    """Saturday 31 December 2011 was worked by the notice for 2012."""
    worked = date(2011, 12, 31)
    assert published_notice(2012).days[worked].kind is DayKind.MAKEUP
    assert worked not in published_notice(2011).days


def test_a_disagreement_of_the_sources_stops_the_import_and_names_each_day():
    """B2: they really disagree about 31 December 2005."""
    with pytest.raises(CalendarDisagreement) as caught:
        published_notice(2005)
    assert [it.day for it in caught.value.days] == [date(2005, 12, 31)]
    assert "2005-12-31: off by chinesecalendar, worked by holidays" in str(caught.value)
    assert "enter its days by hand" in str(caught.value)


def test_one_wrong_day_in_a_source_is_enough_to_stop_the_import(monkeypatch):
    """B2: the control, on a year that agrees otherwise."""
    forged = {**published.days_worked}
    del forged[date(2026, 10, 10)]
    monkeypatch.setattr(
        published.chinese_calendar,
        "is_workday",
        lambda day: day in forged or (day.weekday() < 5 and day not in published.days_off),
    )
    with pytest.raises(CalendarDisagreement, match="2026-10-10: off by chinesecalendar, worked"):
        published_notice(2026)


@pytest.mark.parametrize("year", [2004, 2100])
def test_a_year_out_of_sight_is_refused(year):
    with pytest.raises(ValueError, match="from 2005 to 2099"):
        published_notice(year)
    with pytest.raises(ValueError, match="from 2005 to 2099"):
        statutory_days(year)


def typed_in(**changes):
    """A notice for 2027 as it might come: statutory days, one exchange, and what a test changes."""
    days = {
        day: NoticeDay(DayKind.HOLIDAY, festival) for day, festival in statutory_days(2027).items()
    }
    days[date(2027, 10, 4)] = NoticeDay(DayKind.HOLIDAY, Festival.NATIONAL_DAY)
    days[date(2027, 9, 26)] = NoticeDay(DayKind.MAKEUP, Festival.NATIONAL_DAY)
    facts = {"year": 2027, "days": days, "source": "guobanfa-2026-8", **changes}
    return notice_typed_in(facts.pop("year"), **facts), days


def test_a_notice_can_be_typed_in_before_the_packages_know_it():
    """B2."""
    notice, days = typed_in()
    assert notice.is_published
    assert list(notice.days) == sorted(days)
    assert notice.source == "guobanfa-2026-8"


def test_a_notice_typed_in_wrongly_is_refused_with_every_wrong_day():
    """B2: bad input gets a clear error."""
    _, days = typed_in()
    del days[date(2027, 10, 2)]
    days[date(2027, 12, 24)] = NoticeDay(DayKind.HOLIDAY, Festival.SPECIAL)
    days[date(2027, 10, 5)] = NoticeDay(DayKind.CLOSURE, Festival.SPECIAL)
    days[date(2027, 10, 11)] = NoticeDay(DayKind.MAKEUP, Festival.NATIONAL_DAY)
    with pytest.raises(Refusal) as caught:
        typed_in(days=days)
    assert caught.value.code == "calendar.notice_wrong"
    assert caught.value.facts == {
        "year": 2027,
        "outside": (date(2027, 12, 24),),
        "of_no_notice": (date(2027, 10, 5),),
        "worked_on_a_weekday": (date(2027, 10, 11),),
        "statutory_but_not_off": (date(2027, 10, 2),),
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"year": 1999}, "calendar.year_unknown"),
        ({"source": "国办发明电"}, "calendar.source_unreadable"),
        ({"source": ""}, "calendar.source_unreadable"),
    ],
)
def test_a_notice_without_a_sensible_year_or_source_is_refused(changes, code):
    with pytest.raises(Refusal) as caught:
        typed_in(**changes)
    assert caught.value.code == code
