"""What the companies of the demo park want on a day: visits, other times, none any more, and what they can't have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zlib import crc32

from gaiyue.base import clock
from gaiyue.booking.queries.planning import LiveRow, SeatsRow
from gaiyue.ops.demo.acts import Book, Cancel, Cast, Move
from gaiyue.ops.demo.companies import FAMOUS
from gaiyue.ops.demo.ledger import Ledger, on
from gaiyue.ops.demo.week import SEATS_PER_DAY

LAST_WEEK_FROM: Final = 21
"""From this many days ahead on, a day is not filled yet."""

MOVED, CANCELLED, IN_VAIN = 0.014, 0.006, 0.05
"""Shares, on a working day: of the movable visits that are moved, of those ahead that are cancelled, and of those
too near to be moved that somebody still tries to move."""

_HOURS: Final = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
_BUSY: Final = (2, 7, 8, 6, 3, 5, 7, 7, 6, 4, 2, 2, 2)

_MOVES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("customs_inspection", ("货物当天要在口岸查验，人走不开。", "海关通知改了查验时间。")),
    ("production_surge", ("产线赶一批急单，负责人要在现场。", "设备调试延期两天。")),
    ("travel", ("法定代表人临时出差。", "出差行程改期，赶不回来。")),
    ("key_client_visit", ("客户来访改到了同一天。", "投资方当天来厂里看样机。")),
    ("sudden_illness", ("经办人发烧，换个时间来。",)),
    ("urgent_government_task", ("当天要配合安全检查。",)),
    ("other", ("审计报告还没出来，晚几天来。", "章程要重新签字。")),
)
_CANCELS: Final = (
    "材料还没备齐，下次再约。",
    "业务有变，暂时不办了。",
    "已经在网上办好了。",
    "",
    "",
)


@dataclass(frozen=True, slots=True)
class Mood:
    """One day's demand: the day, its chance, and the share of the usual demand (fewer companies want less)."""

    day: date
    rng: Random
    appetite: float

    @property
    def is_weekend(self) -> bool:
        """Companies also book from home, but less."""
        return self.day.weekday() > 4

    def some(self, usual: float) -> int:
        """About so many on a working day, a fifth of it at the weekend."""
        share = (0.2 if self.is_weekend else 1) * self.rng.uniform(0.6, 1.4)
        return int(usual * share + self.rng.random())

    def moment(self) -> datetime:
        """A moment of the day at which somebody is at the keyboard."""
        hour = self.rng.choices(_HOURS, _BUSY)[0]
        minute, second = self.rng.randrange(60), self.rng.randrange(60)
        return datetime.combine(self.day, time(hour, minute, second), clock.ZONE)


def appetite(companies: int) -> float:
    """1 when there are companies enough to fill three weeks; less for a small demo."""
    return min(1.0, 3 * 0.6 * companies / (15 * SEATS_PER_DAY))


def bookings(mood: Mood, ledger: Ledger, cast: Cast) -> Iterator[Book]:
    """New visits, as many as the days ahead lack; the near days first as a rule."""
    lacking = [
        row
        for row in ledger.seats.values()
        for _ in range(min(_aim(row, mood) - row.taken, row.free))
    ]
    lacking.sort(key=lambda row: mood.rng.random() ** (1 + (on(row) - mood.day).days / 6))
    for row in lacking[::-1][: mood.some(110 * mood.appetite)]:
        code = _idle_company(row.service, ledger, cast, mood.rng)
        if code is not None:
            ledger.held.add((code, row.service))
            ledger.take(row.block)
            yield Book(mood.moment(), code, row.block)


def moves(mood: Mood, ledger: Ledger) -> Iterator[Move]:
    """Visits that are moved in time, to one of the nearest blocks that are free."""
    evening = datetime.combine(mood.day, time(21), clock.ZONE)
    movable = [
        visit for visit in _others(ledger) if visit.change_until > evening and visit.moves < 2
    ]
    for visit in mood.rng.sample(movable, min(mood.some(MOVED * len(movable)), len(movable))):
        wanted = visit.starts_at + timedelta(days=mood.rng.choice((-3, -2, 1, 2, 3, 5, 7)))
        target = ledger.nearest(visit.service, wanted, but=visit.block)
        if target is not None:
            ledger.take(target.block)
            ledger.visits.remove(visit)
            yield _move(visit, target.block, mood)


def cancellations(mood: Mood, ledger: Ledger) -> Iterator[Cancel]:
    """Visits that are given up, the day before at the latest."""
    ahead = [visit for visit in _others(ledger) if visit.on > mood.day]
    for visit in mood.rng.sample(ahead, min(mood.some(CANCELLED * len(ahead)), len(ahead))):
        ledger.visits.remove(visit)
        note = mood.rng.choice(_CANCELS)
        yield Cancel(mood.moment(), visit.enterprise, visit.reference, note)


def in_vain(mood: Mood, ledger: Ledger) -> Iterator[Move]:
    """Moves that come too late and are refused: the figure of changes wanted but not made comes from these."""
    morning = datetime.combine(mood.day, time(8), clock.ZONE)
    late = [visit for visit in _others(ledger) if visit.change_until < morning < visit.starts_at]
    late = [visit for visit in late if visit.on > mood.day]
    for visit in mood.rng.sample(late, min(mood.some(IN_VAIN * len(late)), len(late))):
        wanted = visit.starts_at + timedelta(days=mood.rng.choice((1, 2, 3, 7)))
        target = ledger.nearest(visit.service, wanted, but=visit.block)
        ledger.visits.remove(visit)
        if target is not None:
            yield _move(visit, target.block, mood)


def _others(ledger: Ledger) -> list[LiveRow]:
    """The visits ahead of all companies but the famous one, whose story is told apart."""
    return [
        visit for visit in ledger.visits if visit.state == "booked" and visit.enterprise != FAMOUS
    ]


def _move(visit: LiveRow, block: int, mood: Mood) -> Move:
    circumstance, notes = mood.rng.choices(_MOVES, (4, 5, 5, 4, 3, 2, 3))[0]
    note = mood.rng.choice(notes) if mood.rng.random() < 0.6 else ""
    return Move(mood.moment(), visit.enterprise, visit.reference, block, circumstance, note)


def _idle_company(service: str, ledger: Ledger, cast: Cast, rng: Random) -> str | None:
    """A company without a visit to the service; those still being registered come to register."""
    codes = list(cast.companies)
    for code in rng.sample(codes, len(codes)):
        is_welcome = cast.companies[code].is_verified or service == "registration"
        if is_welcome and code != FAMOUS and (code, service) not in ledger.held:
            return code
    return None


def _aim(row: SeatsRow, mood: Mood) -> int:
    """How many seats of the block shall be taken by now: busy and quiet days differ, far days are not full yet."""
    ahead = (on(row) - mood.day).days
    share = _busyness(on(row)) * mood.appetite
    if ahead > LAST_WEEK_FROM:
        share *= 1 - 0.07 * (ahead - LAST_WEEK_FROM)
    if share >= 1:
        return row.taken + row.free
    return int(share * row.capacity + _chance(f"{row.service} {row.location} {row.starts_at}"))


def _busyness(day: date) -> float:
    """The share of its seats that a day ends up with; the same whenever it is asked."""
    chance = _chance(f"day {day.isoformat()}")
    return 1.0 if chance < 0.3 else 0.88 if chance < 0.6 else 0.7 if chance < 0.85 else 0.5


def _chance(text: str) -> float:
    return crc32(text.encode()) / 2**32
