"""Read messages: the outgoing mail of a park, and those that a person must look at."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.notify.models import Message
from gaiyue.notify.states import TROUBLED, Channel, State
from gaiyue.notify.too_late import is_too_late
from gaiyue.people.demo import is_demo
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message; `channel`, `kind` and `state` are codes, `recipient` is an address or the code of an account."""

    id: int
    channel: str
    recipient: str
    kind: str
    subject: str
    text: str
    html: str
    state: str
    attempts: int
    trouble: str
    language: str
    created_at: datetime
    sent_at: datetime | None
    about: str
    calendar: str


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[MessageRow, ...]
    total: int
    number: int


def mails(*, actor: Actor, address: str = "", page: int = 1) -> MessagePage:
    """The outgoing mail of a demo, latest first; `address` finds a part of the recipient's. Two queries.

    Everybody may read it there, and nobody anywhere else: NotThere.
    """
    rows = _of_a_demo(actor)
    if address.strip():
        rows = rows.filter(recipient__icontains=address.strip())
    return _page(rows, page)


def mail(number: int, *, actor: Actor) -> MessageRow:
    """One mail of a demo by its id; NotThere for no such one, and outside of a demo."""
    row = _of_a_demo(actor).filter(pk=number).first()
    if row is None:
        raise NotThere(str(number))
    return _row(row)


def troubled(*, actor: Actor, page: int = 1) -> MessagePage:
    """The messages that failed, or of which nobody knows whether they arrived, latest first. Two queries.

    NotThere for who is no staff.
    """
    if not may(actor, May.SEE_BOARD):
        raise NotThere("messages")
    return _page(Message.objects.filter(park=actor.park, state__in=TROUBLED), page)


def is_worth_sending(row: MessageRow) -> bool:
    """Whether its words are still there, or will be made, and open what they promise."""
    return bool(row.text or row.about) and not is_too_late(row.kind, row.created_at)


def _of_a_demo(actor: Actor) -> QuerySet[Message]:
    if not is_demo(actor.park):
        raise NotThere("mail")
    rows = Message.objects.filter(park=actor.park, channel=Channel.EMAIL)
    return rows.exclude(state=State.STALE)  # those were never written


def _page(rows: QuerySet[Message], number: int) -> MessagePage:
    total = rows.count()
    number = min(max(number, 1), max(-(-total // PAGE), 1))
    found = rows.order_by("-created_at", "-pk")[(number - 1) * PAGE : number * PAGE]
    return MessagePage(tuple(_row(row) for row in found), total, number)


def _row(row: Message) -> MessageRow:
    return MessageRow(
        id=row.pk,
        channel=row.channel,
        recipient=row.recipient,
        kind=row.kind,
        subject=row.subject,
        text=row.text,
        html=row.html,
        state=row.state,
        attempts=row.attempts,
        trouble=row.trouble,
        language=row.language,
        created_at=row.created_at,
        sent_at=row.sent_at,
        about=row.about,
        calendar=row.calendar,
    )
