"""Read one event by its id, for the work that it sets off; or whether one of a kind has happened at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from gaiyue.base.errors import NotThere
from gaiyue.eventlog.models import Event


@dataclass(frozen=True, slots=True)
class OneEvent:
    """What happened, to what, by whom."""

    id: int
    kind: str
    subject: str
    actor: str
    at: datetime
    facts: Mapping[str, object]


def one_event(park: str, event: int) -> OneEvent:
    """The event; NotThere when the park has none of that id. One query."""
    row = Event.objects.filter(park=park, pk=event).first()
    if row is None:
        raise NotThere(str(event))
    return OneEvent(row.pk, row.kind, row.subject, row.actor, row.at, row.facts)


def has_followed(park: str, subject: str, *, after: int, kinds: Collection[str]) -> bool:
    """Whether something of one of the kinds has happened to `subject` since the event of that id. One query."""
    rows = Event.objects.filter(park=park, subject=subject, pk__gt=after, kind__in=kinds)
    return rows.exists()


def has_happened(park: str, subject: str, *, kind: str) -> bool:
    """Whether an event of that kind is recorded about `subject`. One query."""
    return Event.objects.filter(park=park, subject=subject, kind=kind).exists()


def subjects_since(park: str, *, kind: str, at: datetime) -> frozenset[str]:
    """What events of that kind have been about from that moment on. One query."""
    rows = Event.objects.filter(park=park, kind=kind, at__gte=at)
    return frozenset(rows.values_list("subject", flat=True))
