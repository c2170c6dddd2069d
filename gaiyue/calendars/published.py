"""A year's special days from published data: chinesecalendar, compared day by day with holidays.

Both packages transcribe the notices of the State Council's General Office. Two transcriptions that agree are
taken; where they don't, somebody has to read the notice, and nothing is imported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import chinese_calendar
from chinese_calendar.constants import holidays as days_off
from chinese_calendar.constants import workdays as days_worked
from holidays import country_holidays

from gaiyue.calendars.days import DayKind
from gaiyue.calendars.notice import Notice, NoticeDay, span_of
from gaiyue.calendars.occasions import Festival

FIRST_YEAR = 2005
LAST_YEAR = 2099
"""chinesecalendar begins with 2004 (and a notice with the December before); the lunar tables end in 2099."""

_BY_ENGLISH_NAME = {
    "New Year's Day": Festival.NEW_YEAR,
    "Spring Festival": Festival.SPRING_FESTIVAL,
    "Tomb-sweeping Day": Festival.TOMB_SWEEPING,
    "Labour Day": Festival.LABOUR_DAY,
    "Dragon Boat Festival": Festival.DRAGON_BOAT,
    "Mid-autumn Festival": Festival.MID_AUTUMN,
    "National Day": Festival.NATIONAL_DAY,
}
_BY_CHINESE_NAME = {
    "元旦": Festival.NEW_YEAR,
    "农历除夕": Festival.SPRING_FESTIVAL,
    "春节": Festival.SPRING_FESTIVAL,
    "清明节": Festival.TOMB_SWEEPING,
    "劳动节": Festival.LABOUR_DAY,
    "端午节": Festival.DRAGON_BOAT,
    "中秋节": Festival.MID_AUTUMN,
    "国庆节": Festival.NATIONAL_DAY,
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One day that the two sources see differently."""

    day: date
    chinesecalendar_works: bool
    holidays_works: bool


class CalendarDisagreement(Exception):
    """The sources contradict each other; the message names each day. Read the notice and enter it by hand."""

    def __init__(self, year: int, days: tuple[Disagreement, ...]) -> None:
        self.year = year
        self.days = days
        told = "; ".join(
            f"{it.day}: {_said(it.chinesecalendar_works)} by chinesecalendar,"
            f" {_said(it.holidays_works)} by holidays"
            for it in days
        )
        super().__init__(
            f"The sources for {year} disagree ({told})."
            " Read the State Council's notice of that year and enter its days by hand."
        )


def published_notice(year: int) -> Notice:
    """The special days of a year. Where its notice is not out yet: the statutory days only, and said so."""
    _check(year)
    if not _is_known(year):
        days = {
            day: NoticeDay(DayKind.HOLIDAY, festival)
            for day, festival in statutory_days(year).items()
        }
        return Notice(year, days, is_published=False, source="statutory-days")
    disagreements = _compare(year)
    if disagreements:
        raise CalendarDisagreement(year, disagreements)
    first, last = span_of(year)
    marks = {
        **_marks(days_off, DayKind.HOLIDAY),
        **_marks(days_worked, DayKind.MAKEUP),
    }
    days = {day: mark for day, mark in sorted(marks.items()) if first <= day <= last}
    return Notice(year, days, is_published=True, source="chinesecalendar+holidays")


def statutory_days(year: int) -> dict[date, Festival]:
    """The days that are off by the regulation itself, wherever they fall; known for any year.

    Known by their plain names: `holidays` also invents "observed" days (补假) for years whose notice is not
    out, and lists exchanged days (休息日); neither is statutory.
    """
    _check(year)
    found = country_holidays("CN", years=year, observed=False, language="zh_CN")
    return {
        day: festival
        for day in sorted(found)
        for festival in [_festival_of(found.get_list(day))]
        if day.year == year and festival is not None
    }


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"there are calendars from {FIRST_YEAR} to {LAST_YEAR}, not for {year}")


def _festival_of(names: list[str]) -> Festival | None:
    return next((_BY_CHINESE_NAME[name] for name in names if name in _BY_CHINESE_NAME), None)


def _is_known(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True


def _compare(year: int) -> tuple[Disagreement, ...]:
    # The year after is needed too: its notice may exchange days of this December.
    other = country_holidays("CN", years=(year - 1, year, year + 1))
    first, last = span_of(year)[0], date(year, 12, 31)
    every_day = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    both = (
        Disagreement(day, bool(chinese_calendar.is_workday(day)), other.is_working_day(day))
        for day in every_day
    )
    return tuple(it for it in both if it.chinesecalendar_works is not it.holidays_works)


def _marks(named: Mapping[date, str], kind: DayKind) -> dict[date, NoticeDay]:
    return {
        day: NoticeDay(kind, _BY_ENGLISH_NAME.get(name, Festival.SPECIAL))
        for day, name in named.items()
    }


def _said(works: bool) -> str:  # noqa: FBT001 - the answer of a source, put into a word
    return "worked" if works else "off"
