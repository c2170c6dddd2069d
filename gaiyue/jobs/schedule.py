"""Recurring work: each slot of time makes one job, whoever asks for it first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Every:
    """A kind of job that is due again after each `span`, counted from the beginning of 1970 in UTC."""

    kind: str
    span: timedelta


@deed
def enqueue_due(park: str, plan: Sequence[Every]) -> None:
    """Make the job of the present slot of each recurring kind, unless it is there; one statement."""
    stamp = clock.now().timestamp()
    works = [
        Work(kind=every.kind, key=str(int(stamp // every.span.total_seconds()))) for every in plan
    ]
    enqueue(park, works)


@deed
def forget_done(park: str) -> int:
    """Delete the jobs that were done more than thirty days ago; how many went. Given-up jobs stay for staff."""
    return Job.objects.filter(park=park, done_at__lt=clock.now() - KEPT).delete()[0]
