"""Decide about a message that failed, or of which nobody knows whether it arrived: once more, or not any more."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.notify.events import MessageClosed, MessageResent
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import DELIVER
from gaiyue.notify.states import TROUBLED, State, ways_by_hand
from gaiyue.notify.too_late import is_too_late
from gaiyue.people.permissions import May, may


@deed
def resend_message(number: int, *, actor: Actor) -> None:
    """Have it sent once more, by a job of its own with all its attempts; the Message-ID stays the same.

    A mail about a visit says what is true by then, and is not sent when a newer one has said it.
    NotThere for a message that isn't there for this actor. Refusals: `message.settled` (somebody decided already),
    `message.too_late` (what it says holds no longer).
    """
    message = _troubled(number, actor=actor)
    has_words = bool(message.text or message.about)  # about a visit, they are made when it goes
    if is_too_late(message.kind, message.created_at) or not has_words:
        raise Refusal("message.too_late", {"kind": message.kind})
    before = _become(message, State.QUEUED)
    event = MessageResent(message=number, about=Code(message.kind), before=Code(before))
    number_of_event = record(event, subject=f"message:{number}", actor=actor)
    again = Work(DELIVER, key=f"again:{number_of_event}", payload={"message": message.key})
    enqueue(actor.park, [again])


@deed
def close_message(number: int, *, actor: Actor) -> None:
    """Leave it unsent: somebody telephoned, or it does not matter any more. It leaves the list.

    NotThere for a message that isn't there for this actor. Refusal: `message.settled`.
    """
    message = _troubled(number, actor=actor)
    before = _become(message, State.CLOSED)
    event = MessageClosed(message=number, about=Code(message.kind), before=Code(before))
    record(event, subject=f"message:{number}", actor=actor)


def _troubled(number: int, *, actor: Actor) -> Message:
    message = Message.objects.filter(park=actor.park, pk=number).first()
    if message is None or not may(actor, May.KEEP_ENTERPRISES):
        raise NotThere(str(number))
    if message.state not in TROUBLED:
        raise Refusal("message.settled", {"state": message.state})
    return message


def _become(message: Message, state: State) -> str:
    """Pass to `state` from where the message was read; of two people deciding at once, one comes too late."""
    before = message.state
    if state not in ways_by_hand(before):
        raise Refusal("message.settled", {"state": before})
    rows = Message.objects.filter(park=message.park, pk=message.pk, state=before)
    if not rows.update(state=state):
        raise Refusal("message.settled", {"state": before})
    return before
