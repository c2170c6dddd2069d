"""Write down that a proof of the chain is wanted: its end at once, or all of it by a worker.

Who may ask is decided a floor above, in people/prove_record.py: this room knows no roles.
"""

from typing import Final

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.eventlog.models import Verification
from gaiyue.eventlog.queries import chain_length
from gaiyue.jobs.enqueue import Work, enqueue

AT_ONCE: Final = 2000
"""So many links are proved in about a second, while the person waits."""


@deed
def ask_for_all(park: str, *, asked_by: str) -> int:
    """Let a worker prove the whole chain of the park; the id of the proof. One that waits is not doubled."""
    waiting = Verification.objects.filter(park=park, done_at=None, since=0).order_by("-id").first()
    if waiting is not None:
        return waiting.pk
    row = Verification.objects.create(park=park, asked_at=clock.now(), asked_by=asked_by)
    work = Work("record.verify", key=f"verification:{row.pk}", payload={"verification": row.pk})
    enqueue(park, [work])
    return row.pk


@deed
def ask_for_end(park: str, *, asked_by: str) -> int:
    """Note that the last AT_ONCE links are to be proved, on the word of the one before them; the id of the proof."""
    since = max(chain_length(park) - AT_ONCE, 0)
    row = Verification.objects.create(
        park=park, asked_at=clock.now(), asked_by=asked_by, since=since
    )
    return row.pk
