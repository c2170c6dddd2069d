"""How days and hours are said, in both languages (B3: the exact deadline, date and hour)."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.utils import translation

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.calendars import wording
from gaiyue.calendars.days import DayKind, OpeningHours
from gaiyue.calendars.occasions import Festival, WhyClosed, WhyExtra
from tests.calendars.make import WITH_LUNCH, at

TODAY = date(2026, 11, 24)
DEADLINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"), clock.frozen(at(2026, 11, 24)):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def test_a_day_is_said_with_its_weekday():
    assert wording.say_day(date(2026, 11, 25), today=TODAY) == "11月25日（周三）"


def test_a_day_of_another_year_is_said_with_its_year():
    assert wording.say_day(date(2027, 1, 5), today=TODAY) == "2027年1月5日（周二）"


def test_this_year_is_the_parks_unless_said_otherwise():
    """At 01:00 on New Year's Day in the park it is still the old year in UTC."""
    with clock.frozen(at(2027, 1, 1, 1)):
        assert wording.say_day(date(2027, 1, 5)) == "1月5日（周二）"


def test_a_moment_is_said_on_the_parks_clock():
    """B3."""
    assert wording.say_moment(DEADLINE) == "11月25日（周三）17:00"


def test_opening_hours_are_said_around_the_lunch_break():
    assert wording.say_hours(WITH_LUNCH) == "09:00–11:30，13:30–17:00"
    assert wording.say_hours(OpeningHours(time(9), time(16))) == "09:00–16:00"


def test_an_unpublished_year_is_said_to_be_one():
    """B2."""
    assert wording.say_provisional(2027).startswith("2027年的放假和调休安排尚未公布")


def test_everything_is_said_in_english_too(english):
    """J1."""
    assert wording.say_day(date(2026, 11, 25)) == "Wed 25 November"
    assert wording.say_day(date(2027, 1, 5)) == "Tue 5 January 2027"
    assert wording.say_moment(DEADLINE) == "Wed 25 November, 17:00"
    assert wording.say_hours(WITH_LUNCH) == "09:00–11:30, 13:30–17:00"
    assert "2027" in wording.say_provisional(2027)
    assert wording.say_kind(DayKind.MAKEUP) == "Make-up working day"
    assert wording.say_occasion(Festival.NATIONAL_DAY) == "National Day"


def test_every_month_and_weekday_has_its_name():
    days = [date(2026, month, 1) for month in range(1, 13)]
    said = [wording.say_day(day, today=TODAY) for day in days]
    assert [text.split("1日")[0] for text in said] == [f"{n}月" for n in range(1, 13)]
    assert "".join(wording.say_weekday(n)[1] for n in range(7)) == "一二三四五六日"


@pytest.mark.parametrize("kind", DayKind)
def test_every_kind_of_day_has_a_word(kind):
    assert wording.say_kind(kind)


@pytest.mark.parametrize("code", [*Festival, *WhyClosed, *WhyExtra])
def test_every_occasion_has_a_word(code):
    assert wording.say_occasion(code)
    assert wording.say_occasion(str(code)) == wording.say_occasion(code), "as the tables keep it"


def test_no_two_occasions_share_a_code():
    codes = [*Festival, *WhyClosed, *WhyExtra]
    assert len({str(code) for code in codes}) == len(codes)


FACTS = {"day": date(2026, 11, 25), "year": 2027, "edition": 3, "first": 2005, "last": 2099}


@pytest.mark.parametrize("code", wording.REFUSALS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_refusal_is_a_sentence_that_can_be_acted_on(code, language):
    with translation.override(language):
        said = wording.say_refusal(Refusal(code, FACTS))
    assert said[-1] in "。."
    assert "%" not in said


def test_every_refusal_of_the_room_has_its_sentence():
    room = Path(wording.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    given = set(re.findall(r'Refusal\(\s*"(calendar\.\w+)"', source))
    assert given == {*wording.REFUSALS, "calendar.notice_wrong"}


def test_a_refusal_names_the_day():
    said = wording.say_refusal(Refusal("calendar.already_closed", FACTS))
    assert said == "11月25日（周三）本来就不办公，不用再标记。"


def test_a_wrong_notice_is_explained_day_by_day(english):
    """B2: bad input gets a clear error."""
    facts = {
        "year": 2027,
        "outside": (date(2027, 12, 24), date(2027, 12, 25)),
        "statutory_but_not_off": (date(2027, 10, 2),),
    }
    assert wording.say_refusal(Refusal("calendar.notice_wrong", facts)).splitlines() == [
        "These days do not belong to the notice for 2027; remove them:"
        " Fri 24 December 2027, Sat 25 December 2027.",
        "Statutory holidays have to be off; add these: Sat 2 October 2027.",
    ]
