"""A notice that somebody typed in from the document, before the packages know it: checked against the law."""

import re
from collections.abc import Mapping
from datetime import date

from gaiyue.base.errors import Refusal
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.notice import Notice, NoticeDay, span_of
from gaiyue.calendars.published import FIRST_YEAR, LAST_YEAR, statutory_days

_SOURCE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,63}")
_IN_A_NOTICE = frozenset({DayKind.HOLIDAY, DayKind.MAKEUP})
_SATURDAY = 5


def notice_typed_in(year: int, *, days: Mapping[date, NoticeDay], source: str) -> Notice:
    """The notice as a value for `publish_year`; a Refusal "calendar.notice_wrong" names each day that is wrong.

    The days have to lie in the span of the year, a worked day on a weekend, and every statutory day has to
    be off. `source` is a code for the document, such as "guobanfa-2026-8".
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            "calendar.year_unknown", {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    if not _SOURCE.fullmatch(source):
        raise Refusal("calendar.source_unreadable", {"source": source})
    wrong = {why: tuple(sorted(found)) for why, found in _objections(year, days).items() if found}
    if wrong:
        raise Refusal("calendar.notice_wrong", {"year": year, **wrong})
    return Notice(year, dict(sorted(days.items())), is_published=True, source=source)


def _objections(year: int, days: Mapping[date, NoticeDay]) -> dict[str, list[date]]:
    first, last = span_of(year)
    off = {day for day, mark in days.items() if mark.kind is DayKind.HOLIDAY}
    worked = {day for day, mark in days.items() if mark.kind is DayKind.MAKEUP}
    return {
        "outside": [day for day in days if not first <= day <= last],
        "of_no_notice": [day for day, mark in days.items() if mark.kind not in _IN_A_NOTICE],
        "worked_on_a_weekday": [day for day in worked if day.weekday() < _SATURDAY],
        "statutory_but_not_off": [day for day in statutory_days(year) if day not in off],
    }
