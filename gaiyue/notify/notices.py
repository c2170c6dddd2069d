"""The notices of one person: the list, how many are unread, and reading them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel

PAGE = 20


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice; its words are made from `kind` and `facts` in the reader's language."""

    id: int
    kind: str
    facts: Mapping[str, object]
    at: datetime
    is_new: bool


def notices(actor: Actor, *, page: int = 1) -> tuple[tuple[NoticeRow, ...], int, int]:
    """One page of the actor's own, latest first; how many there are in all, and the number of the page. Two queries."""
    rows = Message.objects.filter(park=actor.park, recipient=actor.code, channel=Channel.INAPP)
    total = rows.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    found = rows.order_by("-pk")[(number - 1) * PAGE : number * PAGE]
    shown = tuple(
        NoticeRow(row.pk, row.kind, row.facts, row.created_at, row.read_at is None) for row in found
    )
    return shown, total, number


def unread(actor: Actor) -> int:
    """How many the actor has not read; one query."""
    rows = Message.objects.filter(park=actor.park, recipient=actor.code, channel=Channel.INAPP)
    return rows.filter(read_at=None).count()


def latest_unread(actor: Actor, *, count: int) -> tuple[NoticeRow, ...]:
    """The latest that the actor has not read; one query."""
    rows = Message.objects.filter(
        park=actor.park, recipient=actor.code, channel=Channel.INAPP, read_at=None
    )
    return tuple(
        NoticeRow(row.pk, row.kind, row.facts, row.created_at, is_new=True)
        for row in rows.order_by("-pk")[:count]
    )


@deed
def read_notice(notice: int, *, actor: Actor) -> None:
    """The actor has read it; NotThere for one that isn't theirs."""
    mine = Message.objects.filter(park=actor.park, recipient=actor.code, channel=Channel.INAPP)
    if not mine.filter(pk=notice).exists():
        raise NotThere(str(notice))
    mine.filter(pk=notice, read_at=None).update(read_at=clock.now())


@deed
def read_all_notices(*, actor: Actor) -> None:
    """The actor has read them all."""
    mine = Message.objects.filter(park=actor.park, recipient=actor.code, channel=Channel.INAPP)
    mine.filter(read_at=None).update(read_at=clock.now())
