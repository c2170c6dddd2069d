"""Read the State Council's yearly notice as it is printed: 1月1日至3日放假调休，共3天。1月4日（周日）上班。 Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gaiyue.calendars.days import DayKind
from gaiyue.calendars.notice import NoticeDay
from gaiyue.calendars.occasions import Festival

_WEEKDAYS: Final = "一二三四五六日"
_NAMES: Final = {
    "元旦": Festival.NEW_YEAR,
    "春节": Festival.SPRING_FESTIVAL,
    "除夕": Festival.SPRING_FESTIVAL,
    "清明": Festival.TOMB_SWEEPING,
    "劳动": Festival.LABOUR_DAY,
    "端午": Festival.DRAGON_BOAT,
    "中秋": Festival.MID_AUTUMN,
    "国庆": Festival.NATIONAL_DAY,
}
_DAY: Final = r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日"
_RANGE: Final = re.compile(
    _DAY.format("a")
    + r"(?:\((?P<week>[^)]*)\))?(?:(?:至|到|-|—|–|~)"
    + _DAY.format("b")
    + r"(?:\([^)]*\))?)?"
)
_COUNT: Final = re.compile(r"共(\d+)天")
_WIDE: Final = str.maketrans("０１２３４５６７８９（）：；，．", "0123456789():;,.")
_LONGEST: Final = 15
"""No festival has more days off in a row."""


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """The days of a notice, and what of it could not be read or contradicts itself: (what, the piece of text)."""

    days: dict[date, NoticeDay]
    doubts: tuple[tuple[str, str], ...]


def read_notice(text: str, *, year: int) -> ReadNotice:
    """Days off and weekends worked in the text of the notice for `year`.

    What: "unnamed" (days before any festival's name), "no_such_day", "too_long", "weekday" (the weekday in brackets
    is another one), "count" (共…天 says another number), "nothing" (no day at all).
    """
    reading = _Reading(year)
    for piece in re.split(r"[。;\n]", re.sub(r"[ \t\u3000\r]", "", text.translate(_WIDE))):
        if piece:
            reading.read(piece)
    if not reading.days:
        reading.doubts.append(("nothing", text.strip()[:60]))
    return ReadNotice(dict(sorted(reading.days.items())), tuple(reading.doubts))


class _Reading:
    def __init__(self, year: int) -> None:
        self.year = year
        self.festival: Festival | None = None
        self.days: dict[date, NoticeDay] = {}
        self.doubts: list[tuple[str, str]] = []

    def read(self, piece: str) -> None:
        """One sentence: days off up to the word 放假, days worked up to the word 上班."""
        if named := next((it for word, it in _NAMES.items() if word in piece), None):
            self.festival = named
        for part in re.findall(r".*?(?:放假[^,]*|上班|补休|休息|$)", piece):
            worked, off = part.endswith("上班"), "放假" in part or part.endswith("休息")
            if worked or off:
                self.take(part, DayKind.MAKEUP if worked else DayKind.HOLIDAY)
        if (count := _COUNT.search(piece)) and "放假" in piece:
            found = sum(1 for _day in self._span(piece.partition("放假")[0]))
            if found and found != int(count[1]):
                self.doubts.append(("count", piece))

    def take(self, part: str, kind: DayKind) -> None:
        """Mark the days of one part of a sentence."""
        for day in self._span(part, note=True):
            if self.festival is None:
                self.doubts.append(("unnamed", part))
                return
            self.days[day] = NoticeDay(kind, self.festival)

    def _span(self, part: str, *, note: bool = False) -> Iterator[date]:
        month = 0
        year = self.year
        for found in _RANGE.finditer(part):
            year = int(found["ay"] or year)
            month = int(found["am"] or month)
            try:
                first = self._date(found["ay"], month, int(found["ad"]))
                last = first
                if found["bd"]:
                    month = int(found["bm"] or month)
                    last = self._date(found["by"] or found["ay"], month, int(found["bd"]))
            except ValueError:
                self._doubt("no_such_day", part, note=note)
                continue
            if not 0 <= (last - first).days < _LONGEST:
                self._doubt("too_long", part, note=note)
                continue
            if _other_weekday(found["week"], first):
                self._doubt("weekday", part, note=note)
            for offset in range((last - first).days + 1):
                yield first + timedelta(days=offset)

    def _date(self, year: str | None, month: int, day: int) -> date:
        # The notice begins with the December before: 2022年12月31日至2023年1月2日.
        guessed = self.year - 1 if month == 12 else self.year  # noqa: PLR2004 - December
        return date(int(year) if year else guessed, month, day)

    def _doubt(self, what: str, part: str, *, note: bool) -> None:
        if note:
            self.doubts.append((what, part))


def _other_weekday(said: str | None, day: date) -> bool:
    named = re.search(r"(?:周|星期)([一二三四五六日天])", said or "")
    return named is not None and _WEEKDAYS[day.weekday()] != named[1].replace("天", "日")
