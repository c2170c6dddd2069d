"""Number the committed events and chain them, a batch at a time; runs under a lease, one per cell."""

from collections.abc import Callable, Sequence

from gaiyue.base.transaction import deed
from gaiyue.eventlog.chain import START, link_hash
from gaiyue.eventlog.content import content_of
from gaiyue.eventlog.models import Event, Link, Unlinked

BATCH = 200


@deed
def link_events(park: str, *, react: Callable[[Sequence[Event]], None]) -> int:
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
    react([row.event for row in waiting])
    return len(waiting)
