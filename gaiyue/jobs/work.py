"""Do one job: claim it, run its handler, finish or postpone it. The only place that catches everything."""

import traceback
from collections.abc import Callable, Mapping

import structlog

from gaiyue.jobs.claim import Claimed, claim_job, finish_job, postpone_job

Handler = Callable[[Claimed], None]
"""Does the work of one kind. May be run again after a crash, so it must be safe to repeat."""

log = structlog.get_logger()


def work_once(park: str, handlers: Mapping[str, Handler]) -> bool:
    """Do one due job of the park; False when there is none.

    A handler that raises postpones its own job and no other.
    """
    job = claim_job(park)
    if job is None:
        return False
    try:
        handlers[job.kind](job)
    except Exception:
        trouble = traceback.format_exc()
        log.exception("job failed", park=park, kind=job.kind, key=job.key, attempts=job.attempts)
        postpone_job(job, trouble=trouble)
    else:
        finish_job(job)
    return True
