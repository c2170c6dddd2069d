"""The recurring work: what keeps a park running without anybody asking for it."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.sessions.models import Session

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.cells import cell_of
from gaiyue.base.statistics import refresh_statistics
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.reconcile import find_mismatches
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.eventlog import attempt
from gaiyue.eventlog.heads import publish_head
from gaiyue.eventlog.run_verification import run_verification
from gaiyue.jobs import idempotency, schedule
from gaiyue.jobs.claim import Claimed
from gaiyue.notify.forget import forget_messages
from gaiyue.notify.lost import find_lost_mails
from gaiyue.policy.queries import limits_in_force

SPARE_DAYS = 7
"""Blocks exist this many days beyond the horizon, so that a missed night is not noticed."""

log = structlog.get_logger()


class SeatsDontAddUp(RuntimeError):
    """The alarm behind the invariant: a block counts other than its visits. Somebody must look."""


def generate(job: Claimed) -> None:
    """Make the blocks ahead, up to the horizon of the park and some days more."""
    generate_ahead(job.park)


def generate_ahead(park: str) -> int:
    """Make the missing blocks up to the horizon and some days more; how many."""
    limits, _ = limits_in_force(park, "*", clock.now())
    until = clock.today() + timedelta(days=limits.horizon_days + SPARE_DAYS)
    return generate_blocks(until=until, actor=system(park, "scheduler"))


def release(job: Claimed) -> None:
    """Give unused emergency seats to everybody once their time has come."""
    while release_reserve(actor=system(job.park, "scheduler")):
        pass


def reconcile(job: Claimed) -> None:
    """Compare each block's count with its visits; raises SeatsDontAddUp, so that the job stays as an alarm."""
    wrong = find_mismatches(job.park, since=clock.today() - timedelta(days=31))
    if wrong:
        log.error("seats don't add up", park=job.park, blocks=[one.block for one in wrong])
        raise SeatsDontAddUp(f"{job.park}: {wrong}")


def publish(job: Claimed) -> None:
    """Let the signed head of the record leave the database."""
    publish_head(job.park, folder=settings.GAIYUE_HEADS)


def verify(job: Claimed) -> None:
    """Prove the whole record for whoever asked on its page, and keep what was found."""
    run_verification(int(str(job.payload["verification"])), folder=settings.GAIYUE_HEADS)


def forget_answers(job: Claimed) -> None:
    """Forget answers to idempotency keys after a week."""
    idempotency.forget_answers(job.park)


def forget_attempts(job: Claimed) -> None:
    """Forget what was wanted and refused after thirteen months."""
    attempt.forget_attempts(job.park)


def forget_jobs(job: Claimed) -> None:
    """Forget jobs that were done a month ago."""
    schedule.forget_done(job.park)


def refresh(job: Claimed) -> None:
    """Let the planner know how the tables of the cell have grown."""
    refresh_statistics(cell_of(job.park))


def forget_sessions(_: Claimed) -> None:
    """Forget sign-ins that have run out."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()


def forget_old_messages(job: Claimed) -> None:
    """Forget the words of sign-in mails after a day, and every message after half a year; find the lost ones."""
    find_lost_mails(job.park)
    forget_messages(job.park)
