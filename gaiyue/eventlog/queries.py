"""Read the record: the history of one subject, and the tail of a park's chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gaiyue.eventlog.models import Event


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
