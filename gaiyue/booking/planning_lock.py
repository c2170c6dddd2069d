"""Planning happens one deed after the other: who makes, adds or closes what others may be making queues here first."""

from collections.abc import Iterable, Iterator

from gaiyue.booking.models import Block, Planning

AT_ONCE = 500
"""Rows that one statement names: no engine has to take a list of thousands."""


def queue_for_planning(park: str) -> None:
    """Wait for every other planning deed of the park, and keep the rest waiting until this one commits.

    Before anything else of the deed, also before the calendar or a counter is read: only what is read after the wait
    is what the others left. SQLite's writers queue as a whole.
    """
    row = Planning.objects.filter(park=park)
    if not list(row.select_for_update().values_list("pk")):
        Planning.objects.create(park=park)


def lock_blocks(blocks: Iterable[int]) -> None:
    """Lock these blocks (ids) until the deed commits, by ascending id as whoever takes their seats does."""
    for part in parts(sorted(set(blocks))):
        rows = Block.objects.filter(pk__in=part).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))


def parts(ids: list[int]) -> Iterator[list[int]]:
    """The ids in their order, as many together as a statement names."""
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]
