"""Blocks and days as the calendar of blocks shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.booking.closing_reasons import say_closed
from gaiyue.booking.queries.calendar import FillRow
from gaiyue.calendars.days import DayKind, WorkingCalendar
from gaiyue.calendars.queries import MarkedDay
from gaiyue.calendars.wording import say_kind, say_occasion
from gaiyue.web.shared.languages import in_language


@dataclass(frozen=True, slots=True)
class ShownFill:
    """A block: its row, names in one language, and its fill in a word."""

    row: FillRow
    service_name: str
    location_name: str
    word: str
    state: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The blocks of one service at one place on a day."""

    label: str
    blocks: tuple[ShownFill, ...]


@dataclass(frozen=True, slots=True)
class ShownPlanDay:
    """A day with its blocks and their sum; `note` says what is special about it."""

    on: date
    is_today: bool
    is_past: bool
    is_outside: bool
    note: str
    groups: tuple[ShownGroup, ...]
    taken: int
    capacity: int
    closed: int
    extra: int
    word: str
    state: str


def show_fill(row: FillRow) -> ShownFill:
    """A block in the reader's language."""
    word, state = _word(
        row.taken, row.capacity - row.reserve, is_open=row.is_open, kept=_kept([row])
    )
    if state in ("some", "empty") and row.starts_at <= clock.now():
        word = _("已结束") if row.ends_at <= clock.now() else _("已开始")
    return ShownFill(
        row=row,
        service_name=in_language(row.service_zh, row.service_en),
        location_name=in_language(row.location_zh, row.location_en),
        word=word,
        state=state,
        because="" if row.is_open else say_closed(row.closed_because),
    )


def show_days(
    days: Sequence[date],
    rows: Iterable[FillRow],
    *,
    calendar: WorkingCalendar,
    marks: Iterable[MarkedDay],
    month: int = 0,
) -> list[ShownPlanDay]:
    """Every day, also those without a block. `month` marks the days of others as outside."""
    by_day = {on: list(of_day) for on, of_day in groupby(rows, key=lambda row: row.on)}
    occasions = {mark.day: mark.occasion for mark in marks}
    return [
        _day(
            on,
            [show_fill(row) for row in by_day.get(on, [])],
            note=_note(calendar.kind(on), occasions.get(on, "")),
            is_outside=bool(month) and on.month != month,
        )
        for on in days
    ]


def _day(on: date, blocks: list[ShownFill], *, note: str, is_outside: bool) -> ShownPlanDay:
    opened = [one.row for one in blocks if one.row.is_open]
    taken, capacity = sum(r.taken for r in opened), sum(r.capacity for r in opened)
    free = capacity - sum(r.reserve for r in opened)
    word, state = "", "none"
    if blocks:
        word, state = _word(taken, free, is_open=bool(opened), kept=_kept(opened))
    groups = groupby(blocks, key=lambda one: f"{one.service_name} · {one.location_name}")
    return ShownPlanDay(
        on=on,
        is_today=on == clock.today(),
        is_past=on < clock.today(),
        is_outside=is_outside,
        note=note,
        groups=tuple(ShownGroup(label, tuple(of)) for label, of in groups),
        taken=taken,
        capacity=capacity,
        closed=len(blocks) - len(opened),
        extra=sum(one.row.is_extra for one in blocks),
        word=word,
        state=state,
    )


def _word(taken: int, seats: int, *, is_open: bool, kept: int) -> tuple[str, str]:
    """`kept` seats for emergencies are beside `seats`, and nobody has them yet."""
    if not is_open:
        return _("关"), "closed"
    if taken >= seats:
        return (_("满，另留急办 %(n)s") % {"n": kept} if kept else _("满")), "full"
    if taken == 0:
        return _("空"), "empty"
    return _("余 %(n)s") % {"n": seats - taken}, "some"


def _kept(rows: Iterable[FillRow]) -> int:
    """The seats that are kept for emergencies and not taken."""
    return sum(max(min(row.reserve, row.capacity - row.taken), 0) for row in rows)


def _note(kind: DayKind, occasion: str) -> str:
    if kind is DayKind.WORKING:
        return ""
    if not occasion:
        return say_kind(kind)
    named = {"kind": say_kind(kind), "occasion": say_occasion(occasion)}
    return _("%(kind)s：%(occasion)s") % named
