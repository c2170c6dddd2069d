"""Deliver one message of the outbox. Run again after any crash, it never hands the same text over twice."""

from django.db.models import F

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.claim import RETRIES, Claimed
from gaiyue.notify.channels import email
from gaiyue.notify.channels.wire import domain_of_sender
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail
from gaiyue.notify.states import State, ways_in
from gaiyue.notify.too_late import is_too_late
from gaiyue.people.demo import is_demo


class TakenOver(Exception):
    """Somebody else has this message in hand by now."""


def deliver(job: Claimed) -> None:
    """Send the message of the job, or show it where the park is a demo; raises to be tried again later.

    The text is handed over at most once: a message that was being handed over when its worker died, or whose server
    never answered, is `unsure` from then on and waits for a person.
    """
    message = Message.objects.filter(park=job.park, key=str(job.payload["message"])).first()
    if message is None:
        return
    if message.state == State.SENDING:
        _become(message, State.UNSURE, trouble="The worker stopped while it handed the mail over.")
    elif message.state == State.QUEUED:
        _deliver(message, is_last=job.attempts > len(RETRIES))


def _deliver(message: Message, *, is_last: bool) -> None:
    if is_demo(message.park):
        _become(message, State.SHOWN)
    elif is_too_late(message.kind, message.created_at):
        _become(message, State.FAILED, trouble="Too late: what it says is no longer valid.")
    else:
        _send(message, is_last=is_last)


def _send(message: Message, *, is_last: bool) -> None:
    """No transaction is open while the server is spoken to."""
    try:
        name = message_id(message.park, message.pk)
        email.send(_mail(message), name=name, before_handing_over=lambda: _begin(message))
    except email.Refused as no:
        _become(message, State.FAILED, trouble=str(no))
    except email.NobodyKnows as silence:
        _become(message, State.UNSURE, trouble=str(silence))
    except email.NotNow as trouble:
        _become(message, State.FAILED if is_last else State.QUEUED, trouble=str(trouble))
        if not is_last:
            raise
    except TakenOver:
        return
    else:
        _become(message, State.SENT)


def _mail(message: Message) -> Mail:
    return Mail(
        to=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        kind=message.kind,
        language=message.language,
    )


def message_id(park: str, number: int) -> str:
    """What names the mail to every mail system that it passes, the same at each attempt."""
    return f"<{park}.{number}@{domain_of_sender()}>"


def _begin(message: Message) -> None:
    if not _become(message, State.SENDING):
        raise TakenOver


@deed
def _become(message: Message, state: State, *, trouble: str = "") -> bool:
    """Pass to `state`, when the table of states lets the row go there from where it stands now; whether it did."""
    sent = {"sent_at": clock.now()} if state in (State.SENT, State.SHOWN) else {}
    tried = {"attempts": F("attempts") + 1} if state is State.SENDING else {}
    rows = Message.objects.filter(pk=message.pk, state__in=ways_in(state))
    return bool(rows.update(state=state, trouble=trouble[:500], **sent, **tried))
