"""How a day, an hour and a mark of the calendar are said, in the active language."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.calendars.days import DayKind, OpeningHours
from gaiyue.calendars.occasions import Festival, WhyClosed, WhyExtra


def say_day(day: date, *, today: date | None = None) -> str:
    """A day with its weekday, and its year when that is not this year's: 11月25日（周三）."""
    this_year = (today or clock.today()).year
    named = {
        "year": day.year,
        "month": _month(day),
        "day": day.day,
        "weekday": say_weekday(day.weekday()),
    }
    if day.year == this_year:
        return _("%(month)s%(day)s日（%(weekday)s）") % named
    return _("%(year)s年%(month)s%(day)s日（%(weekday)s）") % named


def say_month(day: date) -> str:
    """The month of a day: 2026年11月."""
    return _("%(year)s年%(month)s") % {"year": day.year, "month": _month(day)}


def say_moment(moment: datetime, *, today: date | None = None) -> str:
    """A moment on the park's clock, to the minute: 11月25日（周三）17:00."""
    there = clock.local(moment)
    return _("%(day)s%(hour)s") % {
        "day": say_day(there.date(), today=today),
        "hour": say_hour(there.time()),
    }


def say_hour(hour: time) -> str:
    """An hour: 17:00, the same in both languages."""
    return f"{hour:%H:%M}"


def say_weekday(weekday: int) -> str:
    """The short name of a weekday, 0 = Monday: 周一."""
    return [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")][weekday]


def say_hours(hours: OpeningHours) -> str:
    """The opening hours of a day, with the lunch break left out: 09:00–11:30，13:30–17:00."""
    said = {"opens": say_hour(hours.opens), "closes": say_hour(hours.closes)}
    if hours.lunch_from is None or hours.lunch_to is None:
        return _("%(opens)s–%(closes)s") % said
    return _("%(opens)s–%(lunch_from)s，%(lunch_to)s–%(closes)s") % {
        **said,
        "lunch_from": say_hour(hours.lunch_from),
        "lunch_to": say_hour(hours.lunch_to),
    }


def say_provisional(year: int) -> str:
    """That the days of a year may still change."""
    return _(
        "%(year)s年的放假和调休安排尚未公布，目前只按周末和法定节假日推算；公布后日期可能调整。"
    ) % {"year": year}


def say_kind(kind: DayKind) -> str:
    """What a day is, in a word or two."""
    return {
        DayKind.WORKING: _("工作日"),
        DayKind.WEEKEND: _("周末休息"),
        DayKind.HOLIDAY: _("节假日"),
        DayKind.MAKEUP: _("调休上班"),
        DayKind.CLOSURE: _("园区不办公"),
        DayKind.EXTRA_OPEN: _("园区加开"),
    }[kind]


def say_occasion(code: str) -> str:
    """The festival or the reason behind a mark (a code of occasions.py)."""
    words: dict[str, str] = {
        Festival.NEW_YEAR: _("元旦"),
        Festival.SPRING_FESTIVAL: _("春节"),
        Festival.TOMB_SWEEPING: _("清明节"),
        Festival.LABOUR_DAY: _("劳动节"),
        Festival.DRAGON_BOAT: _("端午节"),
        Festival.MID_AUTUMN: _("中秋节"),
        Festival.NATIONAL_DAY: _("国庆节"),
        Festival.SPECIAL: _("国家特别安排"),
        WhyClosed.MAINTENANCE: _("设施检修"),
        WhyClosed.POWER_CUT: _("停电"),
        WhyClosed.SYSTEM_FAILURE: _("办事系统故障"),
        WhyClosed.EXTREME_WEATHER: _("恶劣天气"),
        WhyClosed.OFFICIAL_EVENT: _("公务活动"),
        WhyClosed.OTHER: _("园区另有安排"),
        WhyExtra.HIGH_DEMAND: _("办事高峰加开"),
        WhyExtra.MAKES_UP_FOR_CLOSURE: _("补办停办日的预约"),
        WhyExtra.CAMPAIGN: _("专场服务"),
        WhyExtra.OTHER: _("园区另行加开"),
    }
    return words[code]


def say_refusal(refusal: Refusal) -> str:
    """Why a deed of this room was refused, and what to do instead."""
    facts = {name: _fact(value) for name, value in refusal.facts.items()}
    if refusal.code == "calendar.notice_wrong":
        sentences = (say() for name, say in NOTICE_OBJECTIONS.items() if name in facts)
        return "\n".join(sentence % facts for sentence in sentences)
    return REFUSALS[refusal.code]() % facts


REFUSALS: dict[str, Callable[[], str]] = {
    "calendar.already_started": lambda: _(
        "这个园区已经有工作日历（第%(edition)s版），无需再建；要修改，请公布新年份或标记某一天。"
    ),
    "calendar.year_unpublished": lambda: _(
        "%(year)s年的放假安排尚未公布；公布后请更新数据，或照通知逐日录入。"
    ),
    "calendar.year_unknown": lambda: _("没有%(year)s年的日历，请填%(first)s到%(last)s之间的年份。"),
    "calendar.source_unreadable": lambda: _(
        "来源只能用小写字母、数字和 . + _ -，最多64个字符，例如 guobanfa-2026-8。"
    ),
    "calendar.day_is_past": lambda: _("%(day)s已经过去，不能再改；请选今天或以后的日子。"),
    "calendar.already_closed": lambda: _("%(day)s本来就不办公，不用再标记。"),
    "calendar.already_open": lambda: _("%(day)s本来就办公，不用加开。"),
    "calendar.restore_instead": lambda: _(
        "%(day)s是被园区标记为不办公的工作日；请撤销那个标记，而不是加开。"
    ),
    "calendar.nothing_to_restore": lambda: _("%(day)s没有园区自己的标记，没有什么可撤销的。"),
    "calendar.no_hours": lambda: _("请至少给一个工作日填上办公时间。"),
}
"""Every refusal of the room with its sentence, read in the language of the moment."""

NOTICE_OBJECTIONS: dict[str, Callable[[], str]] = {
    "outside": lambda: _("不属于%(year)s年的通知，请删去：%(outside)s。"),
    "of_no_notice": lambda: _("通知里只能有放假和调休上班，请改正：%(of_no_notice)s。"),
    "worked_on_a_weekday": lambda: _("调休上班应当是周六或周日，请核对：%(worked_on_a_weekday)s。"),
    "statutory_but_not_off": lambda: _("法定节假日应当放假，请补上：%(statutory_but_not_off)s。"),
}
"""What can be wrong with a notice that was typed in."""


def _fact(value: object) -> object:
    if isinstance(value, tuple):
        return _("、").join(str(_fact(item)) for item in value)
    return say_day(value) if isinstance(value, date) else value


def _month(day: date) -> str:
    return [
        _("1月"),
        _("2月"),
        _("3月"),
        _("4月"),
        _("5月"),
        _("6月"),
        _("7月"),
        _("8月"),
        _("9月"),
        _("10月"),
        _("11月"),
        _("12月"),
    ][day.month - 1]
