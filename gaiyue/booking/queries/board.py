"""The counter's day: who waits, who is expected, who is done, and what earlier days left open."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.visits import VisitPage, VisitRow, every_visit, paged, rows_of, visit
from gaiyue.booking.states import LIVE, State
from gaiyue.people.permissions import May, may

A_DAY = 500
NOBODY = VisitPage((), 0, 1)
WAITS = Q(state=State.CHECKED_IN, called_at__isnull=True)
CALLED = Q(state=State.CHECKED_IN, called_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Board:
    """What the counter looks at: a day, narrowed to a location and to services where given (codes)."""

    on: date
    location: str = ""
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How many visits of the board stand where."""

    waiting: int = 0
    called: int = 0
    expected: int = 0
    completed: int = 0
    no_show: int = 0

    @property
    def unfinished(self) -> int:
        """Who is still to be received."""
        return self.waiting + self.called + self.expected

    @property
    def finished(self) -> int:
        """Who was here, or was not."""
        return self.completed + self.no_show

    @property
    def everybody(self) -> int:
        """All of the day."""
        return self.unfinished + self.finished


def unfinished(board: Board, *, actor: Actor, page: int = 1) -> VisitPage:
    """Who waits (longest first), who was called, who is expected, in this order; empty for who may not look.

    Two queries, two for what a row shows, and one for each service among the booked ones.
    """
    if not may(actor, May.SEE_BOARD):
        return NOBODY
    turn = Case(
        When(WAITS, then=Value(0)),
        When(CALLED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    since = Case(
        When(WAITS, then=F("received_at")),
        When(CALLED, then=F("called_at")),
        default=F("block__starts_at"),
    )
    rows = _of(board, actor.park).filter(state__in=LIVE)
    return paged(actor.park, rows.order_by(turn, since, "pk"), page)


def finished(board: Board, *, actor: Actor, page: int = 1) -> VisitPage:
    """Who was received and who did not come, the latest first; empty for who may not look. Two queries."""
    if not may(actor, May.SEE_BOARD):
        return NOBODY
    rows = _of(board, actor.park).exclude(state__in=LIVE)
    return paged(actor.park, rows.order_by("-ended_at", "-pk"), page)


def whole_day(board: Board, *, actor: Actor) -> tuple[VisitRow, ...]:
    """Everybody of the day by the clock, to be printed; at most `A_DAY`. Queries as for `unfinished`, less one."""
    if not may(actor, May.SEE_BOARD):
        return ()
    rows = _of(board, actor.park).order_by("block__starts_at", "block__location__code", "pk")
    return rows_of(actor.park, list(rows[:A_DAY]))


def forgotten(board: Board, *, actor: Actor, page: int = 1) -> VisitPage:
    """Visits whose day has passed and that nobody has ended, the oldest first. Queries as for `unfinished`.

    They stand in the way of the company's next booking. `board.on` does not matter here.
    """
    if not may(actor, May.SEE_BOARD):
        return NOBODY
    rows = _forgotten(board, actor.park)
    return paged(actor.park, rows.order_by("block__starts_at", "pk"), page)


def count_forgotten(board: Board, *, actor: Actor) -> int:
    """How many `forgotten` would list; one query."""
    return _forgotten(board, actor.park).count() if may(actor, May.SEE_BOARD) else 0


def counts_on_board(board: Board, *, actor: Actor) -> BoardCounts:
    """How many stand where; one query."""
    if not may(actor, May.SEE_BOARD):
        return BoardCounts()
    counted = _of(board, actor.park).aggregate(
        waiting=Count("pk", filter=WAITS),
        called=Count("pk", filter=CALLED),
        expected=Count("pk", filter=Q(state=State.BOOKED)),
        completed=Count("pk", filter=Q(state=State.COMPLETED)),
        no_show=Count("pk", filter=Q(state=State.NO_SHOW)),
    )
    return BoardCounts(**counted)


def find(typed: str, *, actor: Actor) -> VisitRow | None:
    """The visit of a reference however it was typed or scanned; None when there is none for this actor."""
    try:
        return visit(typed, actor=actor)
    except NotThere:
        return None


def _of(board: Board, park: str) -> QuerySet[Appointment]:
    rows = every_visit(park).filter(block__park=park, block__on=board.on, holds_seat=True)
    return _narrowed(rows, board)


def _forgotten(board: Board, park: str) -> QuerySet[Appointment]:
    # By the key that only live visits have: there are few of them, and very many days that have passed.
    live = every_visit(park).filter(live_key__isnull=False, block__on__lt=clock.today())
    return _narrowed(live, board)


def _narrowed(rows: QuerySet[Appointment], board: Board) -> QuerySet[Appointment]:
    if board.location:
        rows = rows.filter(block__location__code=board.location)
    if board.services:
        rows = rows.filter(service__code__in=board.services)
    return rows
