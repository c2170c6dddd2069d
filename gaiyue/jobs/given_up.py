"""Work that was given up: for those who must not wait for it any longer."""

from collections.abc import Mapping
from datetime import datetime

from gaiyue.jobs.models import Job


def given_up_since(park: str, kind: str, *, since: datetime) -> list[Mapping[str, object]]:
    """What the jobs of that kind were to do that were given up since then, and no other is to do; two queries."""
    jobs = Job.objects.filter(park=park, done_at=None, kind=kind)
    left = list(jobs.filter(given_up_at__gte=since).values_list("payload", flat=True))
    if not left:
        return []
    waiting = list(jobs.filter(given_up_at=None).values_list("payload", flat=True))
    return [payload for payload in left if payload not in waiting]
