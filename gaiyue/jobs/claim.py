"""Take a job by compare-and-set, give it back done or not. Works the same on every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.models import Job

LEASE = timedelta(seconds=60)
RETRIES = tuple(timedelta(minutes=m) for m in (0, 1, 5, 15)) + (timedelta(hours=1),) * 47
"""At once, after 1, 5 and 15 minutes, then hourly for about two days; then the job is given up, visibly."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in our hands until the lease ends."""

    id: int
    park: str
    kind: str
    key: str
    payload: Mapping[str, object]
    attempts: int
    fence: int


@deed
def claim_job(park: str, *, lease: timedelta = LEASE) -> Claimed | None:
    """Take one due job of the park, or None. A job whose lease has ended is due again.

    One that was tried to the last and came back from nobody, such as one that kills its worker, is given up here.
    """
    now = clock.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    due = Job.objects.filter(free, park=park, done_at=None, given_up_at=None, run_at__lte=now)
    for job in due.order_by("run_at", "id")[:8]:
        if job.attempts > len(RETRIES):
            _give_up(job)
            continue
        taken = Job.objects.filter(free, pk=job.pk, fence=job.fence, done_at=None).update(
            lease_until=now + lease, fence=F("fence") + 1, attempts=F("attempts") + 1
        )
        if taken:
            return Claimed(
                job.pk, park, job.kind, job.key, job.payload, job.attempts + 1, job.fence + 1
            )
    return None


def _give_up(job: Job) -> None:
    said = f"Given up: tried {job.attempts} times, and the last worker never said how it ended."
    Job.objects.filter(pk=job.pk, fence=job.fence, done_at=None).update(
        given_up_at=clock.now(),
        lease_until=None,
        fence=F("fence") + 1,  # that last worker may only be slow: it can't finish what is given up
        trouble=f"{said}\n{job.trouble}"[:4000],
    )


@deed
def finish_job(job: Claimed) -> bool:
    """Mark it done; False when somebody else has taken it over meanwhile."""
    mine = Job.objects.filter(pk=job.id, fence=job.fence, done_at=None)
    return bool(mine.update(done_at=clock.now(), lease_until=None, trouble=""))


@deed
def postpone_job(job: Claimed, *, trouble: str) -> bool:
    """Give it back after a failure, to be tried later or, after the last try, given up; False when it isn't ours."""
    now = clock.now()
    mine = Job.objects.filter(pk=job.id, fence=job.fence, done_at=None)
    if job.attempts > len(RETRIES):
        return bool(mine.update(given_up_at=now, lease_until=None, trouble=trouble[:4000]))
    wait = RETRIES[job.attempts - 1]
    return bool(mine.update(run_at=now + wait, lease_until=None, trouble=trouble[:4000]))
