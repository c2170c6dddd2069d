"""Read the record: the history of one subject, and the tail of a park's chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.eventlog.models import Event, Link, Verification

PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as a page or an answer shows it."""

    id: int
    kind: str
    at: datetime
    actor: str
    edition: str
    facts: Mapping[str, object]
    details: Mapping[str, str]


def via_of(facts: Mapping[str, object]) -> str:
    """What acted in the actor's name ("token:12"); "" where they acted themselves."""
    return str(facts.get("via") or "")


def history(park: str, subject: str, *, limit: int = 200) -> list[Entry]:
    """What happened to `subject`, newest first; two queries however long it is."""
    events = (
        Event.objects.filter(park=park, subject=subject)
        .prefetch_related("details")
        .order_by("-id")[:limit]
    )
    return [
        Entry(
            id=event.pk,
            kind=event.kind,
            at=event.at,
            actor=event.actor,
            edition=event.edition,
            facts=event.facts,
            details={
                detail.name: detail.text
                for detail in event.details.all()
                if detail.text is not None
            },
        )
        for event in events
    ]


@dataclass(frozen=True, slots=True)
class Search:
    """What of the record is wanted; an empty field wants everything. `before` is the id of an event: older ones."""

    kinds: tuple[str, ...] = ()
    subject: str = ""
    actor: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One event for the reader of the record.

    `number` and `hash` are None until the relay has numbered it; `erased` names each text that is gone, with the
    number of the event that erased it.
    """

    id: int
    number: int | None
    hash: str | None
    kind: str
    subject: str
    at: datetime
    actor: str
    edition: str
    facts: Mapping[str, object]
    details: Mapping[str, str]
    erased: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some events, newest first; `older` is the `before` of the next page, None at the beginning of the record."""

    rows: tuple[RecordRow, ...]
    older: int | None


def search_record(park: str, search: Search) -> RecordPage:
    """What happened in the park, newest first; three queries, one more where a text was erased."""
    wanted = _wanted(park, search)
    found = list(
        wanted.prefetch_related("links", "details__erased_by__links").order_by("-id")[: PAGE + 1]
    )
    rows = tuple(_record_row(event) for event in found[:PAGE])
    return RecordPage(rows, rows[-1].id if len(found) > PAGE else None)


def chain_length(park: str) -> int:
    """The number of the last link; 0 for an empty chain. One query."""
    last = Link.objects.filter(park=park).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


@dataclass(frozen=True, slots=True)
class VerificationRow:
    """A proof of the chain that was asked for; `done_at` is None while it is under way."""

    id: int
    asked_at: datetime
    asked_by: str
    since: int
    done_at: datetime | None
    links: int
    texts: int
    erased: int
    heads: int
    wrong_number: int | None
    wrong_event: int | None
    wrong: str


def last_verifications(park: str, *, limit: int = 5) -> list[VerificationRow]:
    """The proofs that were asked for last, the latest first; one query."""
    names = tuple(VerificationRow.__dataclass_fields__)
    rows = Verification.objects.filter(park=park).order_by("-id").values_list(*names)[:limit]
    return [VerificationRow(*row) for row in rows]


def _wanted(park: str, search: Search) -> QuerySet[Event]:
    events = Event.objects.filter(park=park)
    if search.kinds:
        events = events.filter(kind__in=search.kinds)
    if search.subject:
        events = events.filter(subject=search.subject)
    if search.actor:
        events = events.filter(actor=search.actor)
    if search.first:
        events = events.filter(at__gte=_midnight(search.first))
    if search.last:
        events = events.filter(at__lt=_midnight(search.last + timedelta(days=1)))
    return events.filter(id__lt=search.before) if search.before else events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.ZONE)


def _record_row(event: Event) -> RecordRow:
    link = next(iter(event.links.all()), None)
    kept = {it.name: it.text for it in event.details.all() if it.text is not None}
    gone = {it.name: it for it in event.details.all() if it.text is None}
    return RecordRow(
        id=event.pk,
        number=link.number if link else None,
        hash=link.hash if link else None,
        kind=event.kind,
        subject=event.subject,
        at=event.at,
        actor=event.actor,
        edition=event.edition,
        facts=event.facts,
        details=kept,
        erased={
            name: next((one.number for one in it.erased_by.links.all()), None)
            if it.erased_by
            else None
            for name, it in gone.items()
        },
    )
