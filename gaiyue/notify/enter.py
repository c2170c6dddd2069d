"""Enter messages for many readers at once: a statement for the notices, two for the mails with their jobs."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from gaiyue.base import clock
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.notify.choose_mails import who_wants
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import DELIVER, SUBJECT_LENGTH
from gaiyue.notify.states import Channel, State
from gaiyue.notify.visit_mail import say_subject
from gaiyue.people.addressees import Addressee

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class About:
    """What the messages are about: `key` begins the key of each, so that entered again they are the same ones."""

    park: str
    key: str
    kind: str
    event: int | None = None
    visit: VisitRow | None = None

    @property
    def reference(self) -> str:
        """The visit's; empty for what is about none."""
        return self.visit.reference if self.visit is not None else ""


def of_visit(row: VisitRow) -> Facts:
    """What every notice about a visit keeps."""
    return {
        "reference": row.reference,
        "enterprise": row.enterprise_name,
        "service_zh": row.service_zh,
        "service_en": row.service_en,
    }


def enter_notices(about: About, codes: Iterable[str], *, facts: Facts, at: datetime) -> None:
    """One for each of the accounts; they are there at once."""
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(
                park=about.park,
                key=f"{about.key}/{Channel.INAPP}/{code}",
                event=about.event,
                channel=Channel.INAPP,
                recipient=code,
                kind=about.kind,
                about=about.reference,
                facts=dict(facts),
                state=State.SHOWN,
                created_at=at,
                sent_at=now,
            )
            for code in codes
        ],
        ignore_conflicts=True,
    )


def enter_mails(
    about: About, people: Iterable[Addressee], *, facts: Mapping[str, Facts], run_at: datetime
) -> None:
    """One for each address whose owner wants it, in the language of the first who has it, with its job.

    `facts` are by address. The words are made when the mail goes; until then the subject says what it is about.
    """
    if about.visit is None:
        raise ValueError("a mail that is made when it goes is about a visit")
    wanted = who_wants(people, kind=about.kind, park=about.park)
    readers = {one.email.casefold(): one for one in reversed(wanted) if one.email}
    subjects = {one.language: _subject(about, one.language) for one in readers.values()}
    now = clock.now()
    mails = [
        Message(
            park=about.park,
            key=f"{about.key}/{Channel.EMAIL}/{_digest(address)}",
            event=about.event,
            channel=Channel.EMAIL,
            recipient=one.email,
            kind=about.kind,
            about=about.reference,
            language=one.language,
            subject=subjects[one.language],
            facts=dict(facts[one.email]),
            created_at=now,
        )
        for address, one in readers.items()
    ]
    Message.objects.bulk_create(mails, ignore_conflicts=True)
    works = [Work(DELIVER, key=m.key, payload={"message": m.key}, run_at=run_at) for m in mails]
    enqueue(about.park, works)


def _subject(about: About, language: str) -> str:
    if about.visit is None:
        return ""
    with translation.override(language):
        return say_subject(about.kind, about.visit)[:SUBJECT_LENGTH]


def _digest(address: str) -> str:
    """A short name of the address: two people who share a mailbox get one mail."""
    return hashlib.sha256(address.encode()).hexdigest()[:20]
