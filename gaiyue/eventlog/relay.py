"""Number the committed events and chain them, a batch at a time; runs under a lease, one per cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gaiyue.base.transaction import deed
from gaiyue.eventlog.chain import START, link_hash
from gaiyue.eventlog.content import content_of
from gaiyue.eventlog.models import Event, Link, Unlinked

BATCH = 200


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event that has its number now, for those who react to it."""

    id: int
    park: str
    number: int
    kind: str
    subject: str


@deed
def link_events(park: str, *, react: Callable[[Sequence[Numbered]], None]) -> int:
    """Link up to a batch of the park's events, hand them to `react` in the same transaction; how many were linked.

    `react` turns events into jobs (rows), never into work: either an event is numbered and its jobs exist, or
    neither. Two relays at once are harmless: UNIQUE (park, number) lets one commit, and the other finds the rest.
    """
    waiting = list(
        Unlinked.objects.filter(park=park).select_related("event").order_by("id")[:BATCH]
    )
    if not waiting:
        return 0
    last = Link.objects.filter(park=park).order_by("-number").first()
    number, before = (last.number, last.hash) if last else (0, START)
    links = []
    for row in waiting:
        number += 1
        before = link_hash(before, number, content_of(row.event))
        links.append(Link(park=park, number=number, event=row.event, hash=before))
    Link.objects.bulk_create(links)
    Unlinked.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    react([_numbered(link.event, link.number) for link in links])
    return len(waiting)


def _numbered(event: Event, number: int) -> Numbered:
    return Numbered(event.pk, event.park, number, event.kind, event.subject)
