"""Close blocks of a day or of several, after having seen whom it concerns; every visit there may then move freely."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractHour

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.closing_reasons import check_reason
from gaiyue.booking.events import BlocksClosed, MoveOpened
from gaiyue.booking.models import Appointment, Block, ClosedWith
from gaiyue.booking.planning_lock import lock_blocks, parts, queue_for_planning
from gaiyue.booking.states import State
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may

MOST_DAYS = 92
"""A quarter: what lasts longer is a change of the week."""

NOON = 12
PAGE = 20

CONCERNED = (
    *("reference", "enterprise__code", "service__code", "block_id", "block__starts_at"),
    "enterprise__name",
)
"""What `Concerned` has, of a visit."""


class Part(StrEnum):
    """Which blocks of a day, by when they begin."""

    ALL = "all"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Closing:
    """What to close: the days from `on` to `until` (that day alone when not given), narrowed where given.

    `because` is a reason code; `location` and `service` are codes; `block` is one block alone; `days` are the only
    days of the span that are meant.
    """

    on: date
    because: str
    location: str | None = None
    service: str | None = None
    until: date | None = None
    part: Part = Part.ALL
    block: int | None = None
    days: tuple[date, ...] | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """A visit that a closing concerns."""

    reference: str
    enterprise: str
    service: str
    block: int
    starts_at: datetime
    enterprise_name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a closing does, or would do: block ids, and the visits that may then be moved free of notice."""

    blocks: tuple[int, ...]
    visits: tuple[Concerned, ...]


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """How many blocks a closing would close, and one page of the visits that it concerns, of `total`."""

    blocks: int
    rows: tuple[Concerned, ...]
    total: int
    number: int


def preview_closing(closing: Closing, *, actor: Actor) -> Effect:
    """What the closing would do; nothing is changed. Two queries. Refusals like the deed."""
    _allow(actor)
    _check(closing, actor.park)
    blocks = tuple(_chosen(closing, actor.park))
    return Effect(blocks, visits_in(actor.park, blocks))


def closing_page(closing: Closing, *, actor: Actor, page: int = 1) -> ClosingPage:
    """The same as a page to look at, however much it is: three queries, and one more for one block."""
    _allow(actor)
    _check(closing, actor.park)
    blocks = _blocks(closing, actor.park)
    booked = Appointment.objects.filter(
        park=actor.park, state=State.BOOKED, block__in=blocks.values("pk")
    )
    total = booked.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    rows = booked.order_by("block__starts_at", "pk").values_list(*CONCERNED)
    wanted = rows[(number - 1) * PAGE : number * PAGE]
    return ClosingPage(blocks.count(), tuple(Concerned(*row) for row in wanted), total, number)


@deed
def close_blocks(
    closing: Closing, *, actor: Actor, closed_with: ClosedWith = ClosedWith.HAND
) -> Effect:
    """Close the blocks and open a move for each booked visit in them; what was done.

    A block that has begun stays as it is: its visits are being received. A booking or a move into one of them that is
    under way meets the closed block and takes no seat, so the visits read after the closing are all there are.
    `closed_with` says what opens them again. Refusals: `closing.days` (the last day is before the first),
    `closing.past` (it has passed), `closing.begun` (the one block has), `closing.closed_already` (it is),
    `closing.too_long` (more than a quarter), `closing.reason` (not one that a person may give).
    """
    _allow(actor)
    queue_for_planning(actor.park)
    _check(closing, actor.park)
    if closed_with is ClosedWith.HAND:
        check_reason(closing.because)
    wanted = _chosen(closing, actor.park)
    closed = _close(list(wanted), closing.because, closed_with)
    visits = visits_in(actor.park, closed)
    because = Code(closing.because)
    seated = Counter(wanted[visit.block] for visit in visits)
    of_day: dict[date, list[int]] = defaultdict(list)
    for block in closed:
        of_day[wanted[block]].append(block)
    for on, ids in sorted(of_day.items()):
        there = seated[on]
        record(
            BlocksClosed(on=on, blocks=tuple(ids), visits=there, because=because),
            subject=f"day:{on.isoformat()}",
            actor=actor,
        )
    for visit in visits:
        opened = MoveOpened(block=visit.block, starts_at=visit.starts_at, because=because)
        record(opened, subject=visit.reference, actor=actor)
    return Effect(closed, visits)


def _close(blocks: list[int], because: str, closed_with: ClosedWith) -> tuple[int, ...]:
    """Those that it was this closing that closed."""
    lock_blocks(blocks)
    closed: list[int] = []
    for part in parts(blocks):
        rows = Block.objects.filter(pk__in=part, is_open=True)
        found = sorted(rows.values_list("pk", flat=True))
        rows.update(is_open=False, closed_because=because, closed_with=closed_with)
        closed += found
    return tuple(closed)


def _allow(actor: Actor) -> None:
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")


def _check(closing: Closing, park: str) -> None:
    until = closing.until or closing.on
    if until < closing.on:
        raise Refusal("closing.days", {"on": closing.on, "until": until})
    if closing.block is not None:
        one = Block.objects.filter(park=park, pk=closing.block)
        for starts_at, is_open in one.values_list("starts_at", "is_open"):
            if starts_at <= clock.now():
                raise Refusal("closing.begun", {"starts_at": starts_at})
            if not is_open:
                raise Refusal("closing.closed_already")
    if until < clock.today():
        raise Refusal("closing.past", {"until": until})
    if (until - closing.on).days >= MOST_DAYS:
        raise Refusal("closing.too_long", {"most": MOST_DAYS})


def _chosen(closing: Closing, park: str) -> dict[int, date]:
    """Id → day of each block, by ascending id: the order in which everybody locks them."""
    return dict(_blocks(closing, park).order_by("pk").values_list("pk", "on"))


def _blocks(closing: Closing, park: str) -> QuerySet[Block]:
    blocks = blocks_ahead(park).filter(on__range=(closing.on, closing.until or closing.on))
    if closing.days is not None:
        blocks = blocks.filter(on__in=closing.days)
    if closing.part is not Part.ALL:
        hour = ExtractHour("starts_at", tzinfo=clock.ZONE)
        is_morning = Q(hour__lt=NOON)
        wanted = is_morning if closing.part is Part.MORNING else ~is_morning
        blocks = blocks.annotate(hour=hour).filter(wanted)
    if closing.block is not None:
        blocks = blocks.filter(pk=closing.block)
    if closing.location is not None:
        blocks = blocks.filter(location__code=closing.location)
    if closing.service is not None:
        blocks = blocks.filter(service__code=closing.service)
    return blocks


def blocks_ahead(park: str) -> QuerySet[Block]:
    """What can be closed. What has begun stays as it is: its visits are being received or were missed."""
    return Block.objects.filter(park=park, is_open=True, starts_at__gt=clock.now())


def visits_in(park: str, blocks: tuple[int, ...]) -> tuple[Concerned, ...]:
    """The booked visits of these blocks (ids) in the order of their time; one query for each few hundred blocks."""
    found: list[tuple[Any, ...]] = []
    for part in parts(list(blocks)):
        booked = Appointment.objects.filter(park=park, block_id__in=part, state=State.BOOKED)
        found += booked.values_list("block__starts_at", "pk", *CONCERNED)
    return tuple(Concerned(*row[2:]) for row in sorted(found))
