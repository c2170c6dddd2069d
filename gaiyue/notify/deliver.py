"""Deliver one message of the outbox. Run again after any crash, it never hands the same text over twice."""

from typing import Any

from django.db.models import F

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.claim import RETRIES, Claimed
from gaiyue.notify.channels import email
from gaiyue.notify.channels.wire import domain_of_sender
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import SUBJECT_LENGTH, Mail
from gaiyue.notify.states import Channel, State, ways_in
from gaiyue.notify.too_late import is_too_late
from gaiyue.notify.visit_news import is_overtaken, mail_about_visit
from gaiyue.people.demo import is_demo


class TakenOver(Exception):
    """The message is being handed over already, by somebody else or by us, who never heard that our mark was kept.

    The job fails. Somebody else's is untouched by that; ours comes again and finds that nobody knows.
    """


class Overtaken(Exception):
    """The visit went on while the server was being greeted: a newer mail says all."""


def deliver(job: Claimed) -> None:
    """Send the message of the job, or show it where the park is a demo; raises to be tried again later.

    The text is handed over at most once: a message that was being handed over when its worker died, or whose server
    never answered, is `unsure` from then on and waits for a person. A mail about a visit that was overtaken while it
    waited is not sent at all.
    """
    message = Message.objects.filter(park=job.park, key=str(job.payload["message"])).first()
    if message is None:
        return
    if message.state == State.SENDING:
        _become(message, State.UNSURE, trouble="The worker stopped while it handed the mail over.")
    elif message.state == State.QUEUED:
        _deliver(message, is_last=job.attempts > len(RETRIES))


def _deliver(message: Message, *, is_last: bool) -> None:
    mail = mail_about_visit(message) if message.about else _as_written(message)
    if mail is None:
        _become(message, State.STALE)
    elif is_demo(message.park):
        _become(message, State.SHOWN, mail=mail)
    elif is_too_late(message.kind, message.created_at):
        _become(message, State.FAILED, trouble="Too late: what it says is no longer valid.")
    else:
        _send(message, mail, is_last=is_last)


def _send(message: Message, mail: Mail, *, is_last: bool) -> None:
    """No transaction is open while the server is spoken to."""
    name = message_id(message.park, message.pk)
    try:
        email.send(mail, name=name, before_handing_over=lambda: _begin(message, mail))
    except email.Refused as no:
        _become(message, State.FAILED, trouble=str(no))
    except email.NobodyKnows as silence:
        _become(message, State.UNSURE, trouble=str(silence))
    except email.NotNow as trouble:
        _become(message, State.FAILED if is_last else State.QUEUED, trouble=str(trouble))
        if not is_last:
            raise
    except Overtaken:
        _become(message, State.STALE)
    else:
        _become(message, State.SENT)


def _as_written(message: Message) -> Mail:
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


@deed
def _begin(message: Message, mail: Mail) -> None:
    """The mark just before the text, with the words that are about to be handed over.

    Mails about one visit to one reader go one after the other, and an older one only while nothing newer has
    happened: their rows are locked while that is asked, so that of two workers one waits for what the other decides.
    """
    if message.about:
        _keep_order(message)
    if not _become(message, State.SENDING, mail=mail):
        raise TakenOver


def _keep_order(message: Message) -> None:
    of_reader = Message.objects.filter(
        park=message.park,
        about=message.about,
        channel=Channel.EMAIL,
        recipient=message.recipient,
    )
    rows = list(of_reader.select_for_update().order_by("pk").values_list("pk", "state"))
    if is_overtaken(message):
        raise Overtaken
    if any(state == State.SENDING for number, state in rows if number < message.pk):
        raise email.NotNow("An earlier mail about the same visit is being handed over.")


@deed
def _become(message: Message, state: State, *, trouble: str = "", mail: Mail | None = None) -> bool:
    """Pass to `state`, when the table of states lets the row go there from where it stands now; whether it did."""
    changes: dict[str, Any] = {"state": state, "trouble": trouble[:500]}
    if state in (State.SENT, State.SHOWN):
        changes["sent_at"] = clock.now()
    if state is State.SENDING:
        changes["attempts"] = F("attempts") + 1
    if state is State.SENT and message.about:
        changes |= {
            "html": "",
            "calendar": "",
        }  # what was said stands in the text; nobody reads these again
    if mail is not None and mail.about:
        changes |= {"subject": mail.subject[:SUBJECT_LENGTH], "text": mail.text}
        changes |= {"html": mail.html, "calendar": mail.calendar}
    rows = Message.objects.filter(pk=message.pk, state__in=ways_in(state))
    return bool(rows.update(**changes))
