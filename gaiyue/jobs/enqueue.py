"""Ask for work to be done, in the transaction that makes it necessary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gaiyue.base import clock
from gaiyue.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Work:
    """A job to be: `key` makes it one of its kind (a second one with the same key is not made)."""

    kind: str
    key: str
    payload: Mapping[str, object] = field(default_factory=dict)
    run_at: datetime | None = None


def enqueue(park: str, works: Sequence[Work]) -> None:
    """Insert the jobs that are not there yet; one statement, safe to repeat."""
    now = clock.now()
    Job.objects.bulk_create(
        [
            Job(
                park=park,
                kind=work.kind,
                key=work.key,
                payload=dict(work.payload),
                run_at=work.run_at or now,
            )
            for work in works
        ],
        ignore_conflicts=True,
    )
