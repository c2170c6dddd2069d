"""Ask for a mail to be sent, in the transaction that makes it necessary."""

from dataclasses import dataclass, field

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel

DELIVER = "message.deliver"
KEY_LENGTH = 96
SUBJECT_LENGTH = 255


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in its words. `kind` says what it is for ("sign_in.code"): those of sign-in are forgotten soon.

    `language` is that of the words. Whoever wrote them says so: when the mail is posted, another may be active.
    `about` is the reference of the visit that it is about; such a mail has the visit as an invitation (`calendar`,
    iCalendar), and its HTML shows the picture of an address (`qr`).
    """

    to: str
    subject: str
    text: str
    html: str = ""
    kind: str = "mail"
    language: str = field(kw_only=True)
    about: str = ""
    calendar: str = ""
    qr: str = ""


@deed
def post_mail(mail: Mail, *, park: str, key: str) -> None:
    """Put the mail into the outbox, with the job that delivers it; both or neither, with the caller's transaction.

    `key` (at most 96 characters) makes it one of its kind: asked for again with the same key, nothing is sent a
    second time.
    """
    if not key or len(key) > KEY_LENGTH:
        raise ValueError(f"a key has 1 to {KEY_LENGTH} characters: {key!r}")
    message = Message(
        park=park,
        key=key,
        channel=Channel.EMAIL,
        recipient=mail.to,
        kind=mail.kind,
        language=mail.language,
        subject=" ".join(mail.subject.split())[:SUBJECT_LENGTH],
        text=mail.text,
        html=mail.html,
        created_at=clock.now(),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    enqueue(park, [Work(DELIVER, key=key, payload={"message": key})])
