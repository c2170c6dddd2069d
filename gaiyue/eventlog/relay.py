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
    neither. Several relays at once are harmless: one waits for the other and numbers what that one left (0 when it
    left nothing), and UNIQUE (park, number) is the backstop.
    """
    waiting = _take_waiting(park)
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


def _take_waiting(park: str) -> list[Unlinked]:
    """The next batch, locked; what another relay has numbered by the time we get the lock is not in it."""
    ids = Unlinked.objects.filter(park=park).order_by("id").values_list("pk", flat=True)
    rows = Unlinked.objects.filter(pk__in=list(ids[:BATCH])).select_related("event")
    return list(rows.select_for_update(of=("self",)).order_by("id"))


def _numbered(event: Event, number: int) -> Numbered:
    return Numbered(event.pk, event.park, number, event.kind, event.subject)
