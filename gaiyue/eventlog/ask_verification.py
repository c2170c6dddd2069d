"""Ask for a proof of the chain: its end at once, or all of it by a worker."""

from pathlib import Path
from typing import Final

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.models import Verification
from gaiyue.eventlog.queries import chain_length
from gaiyue.eventlog.run_verification import run_verification
from gaiyue.jobs.enqueue import Work, enqueue

AT_ONCE: Final = 2000
"""So many links are proved in about a second, while the person waits."""


@deed
def ask_verification(*, actor: Actor) -> int:
    """Let a worker prove the whole chain of the actor's park; the id of the proof. One that waits is not doubled."""
    park = actor.park
    waiting = Verification.objects.filter(park=park, done_at=None, since=0).order_by("-id").first()
    if waiting is not None:
        return waiting.pk
    row = Verification.objects.create(park=park, asked_at=clock.now(), asked_by=actor.code)
    work = Work("record.verify", key=f"verification:{row.pk}", payload={"verification": row.pk})
    enqueue(park, [work])
    return row.pk


def verify_end(*, actor: Actor, folder: Path) -> int:
    """Prove the last AT_ONCE links now, on the word of the one before them; the id of the proof."""
    since = max(chain_length(actor.park) - AT_ONCE, 0)
    row = Verification.objects.create(
        park=actor.park, asked_at=clock.now(), asked_by=actor.code, since=since
    )
    run_verification(row.pk, folder=folder)
    return row.pk
