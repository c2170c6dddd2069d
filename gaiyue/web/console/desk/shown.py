"""The rows of the board as the page prints them: how long somebody waits, how late they are, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import State
from gaiyue.web.shared.history import UNDONE
from gaiyue.web.shared.show import ShownVisit, show_visit

LATE_AFTER: Final = timedelta(minutes=15)
"""Who comes within a quarter of an hour is on time."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: the visit, the group that it stands in, remarks in words, and what of it can be taken back."""

    visit: ShownVisit
    group: str
    wait: str
    late: str
    papers: str
    undo_label: str
    undo_seconds: int


def show_row(row: VisitRow) -> ShownRow:
    """One row in the reader's language."""
    shown, now = show_visit(row), clock.now()
    is_today = row.on == clock.local(now).date()  # who came on Friday does not wait since then
    left = shown.undo_until - now if shown.undo_until else timedelta(0)
    return ShownRow(
        visit=shown,
        group=_group(shown),
        wait=_wait(shown, now) if is_today else _called(shown),
        late=_late(shown, now) if is_today else "",
        papers=_papers(shown),
        undo_label=UNDONE[shown.undo]() if shown.undo else "",
        undo_seconds=max(int(left.total_seconds()), 0),
    )


def show_rows(rows: Iterable[VisitRow]) -> list[ShownRow]:
    """The rows in the same order."""
    return [show_row(row) for row in rows]


def _group(visit: ShownVisit) -> str:
    if visit.state == State.CHECKED_IN:
        return _("已叫号") if visit.called_at else _("已到，在等")
    return _("还没到") if visit.state == State.BOOKED else _("已了结")


def _wait(visit: ShownVisit, now: datetime) -> str:
    if visit.called_at:
        return _("请到%(counter)s") % {"counter": visit.called_counter}
    if visit.state == State.BOOKED and visit.starts_at <= now < visit.ends_at:
        return _("已开始")
    if visit.state != State.CHECKED_IN or visit.received_at is None:
        return ""
    if not (minutes := _minutes(now - visit.received_at)):
        return _("刚到")
    return _("已等 %(span)s") % {"span": _span(minutes)}


def _called(visit: ShownVisit) -> str:
    """Of another day only that it was called: where to go is long past."""
    return _("已叫号") if visit.called_at else ""


def _late(visit: ShownVisit, now: datetime) -> str:
    if visit.state == State.BOOKED:
        # Whoever comes before the block ends is still expected.
        over = _minutes(now - visit.ends_at)
        return _("过点 %(span)s") % {"span": _span(over)} if over else ""
    if visit.state != State.CHECKED_IN or visit.received_at is None:
        return ""
    late = visit.received_at - visit.starts_at
    is_same_day = clock.local(visit.starts_at + late).date() == clock.local(visit.starts_at).date()
    is_late = is_same_day and late > LATE_AFTER
    return _("晚到 %(span)s") % {"span": _span(_minutes(late))} if is_late else ""


def _papers(visit: ShownVisit) -> str:
    papers = visit.papers
    if not papers.ready or visit.state not in (State.BOOKED, State.CHECKED_IN):
        return ""
    if papers.ready == papers.total:
        return _("材料都已备好")
    return _("材料备好 %(ready)s/%(total)s") % {"ready": papers.ready, "total": papers.total}


def _minutes(span: timedelta) -> int:
    return max(int(span.total_seconds() // 60), 0)


def _span(minutes: int) -> str:
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return _("%(minutes)s 分钟") % {"minutes": minutes}
    hours, rest = divmod(minutes, 60)
    return _("%(hours)s 小时 %(minutes)s 分钟") % {"hours": hours, "minutes": rest}
