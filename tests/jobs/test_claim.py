"""K3: a job is leased to one worker, tried again after longer and longer waits, and given up visibly."""

from datetime import timedelta

import pytest

from gaiyue.base import clock
from gaiyue.jobs.claim import LEASE, RETRIES, claim_job, finish_job, postpone_job
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PARK = "lingang"
MINUTE = timedelta(minutes=1)


def a_job(key="1", *, kind="test.job", run_at=None, park=PARK):
    enqueue(park, [Work(kind, key, {"visit": key}, run_at)])
    return Job.objects.get(park=park, kind=kind, key=key)


def test_a_claimed_job_says_what_is_to_be_done():
    job = a_job("17")
    claimed = claim_job(PARK)
    assert claimed is not None
    assert (claimed.id, claimed.park, claimed.kind, claimed.key) == (job.pk, PARK, "test.job", "17")
    assert (claimed.payload, claimed.attempts, claimed.fence) == ({"visit": "17"}, 1, 1)
    assert str(job) == "test.job 17"


def test_what_is_due_longest_comes_first():
    now = clock.now()
    for key, minutes in (("later", 1), ("first", 9), ("second", 5)):
        a_job(key, run_at=now - minutes * MINUTE)
    found = [claim_job(PARK) for _ in range(4)]
    assert [job and job.key for job in found] == ["first", "second", "later", None]


def test_nothing_is_claimed_before_its_time_or_for_another_park(monday):
    a_job("1", run_at=clock.now() + MINUTE)
    a_job("2", park="elsewhere")
    assert claim_job(PARK) is None
    monday.advance(MINUTE)
    assert claim_job(PARK) is not None


def test_a_leased_job_is_left_alone_until_the_lease_ends(monday):
    a_job()
    claim_job(PARK)
    monday.advance(LEASE)
    assert claim_job(PARK) is None
    monday.advance(timedelta(microseconds=1))
    heir = claim_job(PARK)
    assert heir is not None
    assert (heir.attempts, heir.fence) == (2, 2)


def test_a_job_that_somebody_else_took_in_between_is_passed_over(monkeypatch):
    """What was read a moment ago may be taken by now: only the compare-and-set counts."""
    a_job("1", run_at=clock.now() - MINUTE)
    a_job("2")
    update = Job.objects.all().__class__.update

    def lost_once(rows, **changes):
        monkeypatch.undo()
        Job.objects.filter(key="1").update(fence=9, lease_until=clock.now() + MINUTE)
        return update(rows, **changes)

    monkeypatch.setattr(Job.objects.all().__class__, "update", lost_once)
    claimed = claim_job(PARK)
    assert claimed is not None
    assert claimed.key == "2"


def test_a_finished_job_is_done_for_good(monday):
    a_job()
    claimed = claim_job(PARK)
    assert claimed is not None
    assert finish_job(claimed)
    assert not finish_job(claimed)
    monday.advance(timedelta(days=9))
    assert claim_job(PARK) is None
    assert Job.objects.get().lease_until is None


def test_a_job_that_fails_waits_longer_each_time_and_is_given_up_after_two_days(monday):
    """At once, after 1, 5 and 15 minutes, then hourly; what went wrong stays readable."""
    a_job()
    waited = []
    for attempt in range(1, len(RETRIES) + 1):
        claimed = claim_job(PARK)
        assert claimed is not None
        assert claimed.attempts == attempt
        assert postpone_job(claimed, trouble=f"try {attempt}")
        job = Job.objects.get()
        waited.append(job.run_at - clock.now())
        assert (job.lease_until, job.given_up_at, job.trouble) == (None, None, f"try {attempt}")
        monday.move_to(job.run_at)
    assert waited == list(RETRIES)
    assert waited[:5] == [0 * MINUTE, 1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]
    assert timedelta(days=1.9) < sum(waited, timedelta()) < timedelta(days=2.1)

    claimed = claim_job(PARK)
    assert claimed is not None
    assert postpone_job(claimed, trouble="x" * 9000)
    job = Job.objects.get()
    assert (job.given_up_at, job.done_at, job.lease_until) == (clock.now(), None, None)
    assert job.trouble == "x" * 4000
    monday.advance(timedelta(days=9))
    assert claim_job(PARK) is None


def test_a_job_that_kills_its_worker_each_time_is_given_up_too(monday):
    """Nobody is left to say that it failed, so that the next claim has to."""
    a_job("deadly", run_at=clock.now() - MINUTE)
    for _ in range(len(RETRIES) + 1):
        last = claim_job(PARK)
        assert last is not None
        monday.advance(LEASE + MINUTE)
    a_job("harmless")

    following = claim_job(PARK)
    assert following is not None
    assert following.key == "harmless"
    job = Job.objects.get(key="deadly")
    assert (job.given_up_at, job.done_at, job.lease_until) == (clock.now(), None, None)
    assert job.trouble.startswith(f"Given up: tried {len(RETRIES) + 1} times")
    assert not finish_job(last)


def test_a_success_after_failures_forgets_the_trouble():
    a_job()
    first = claim_job(PARK)
    assert first is not None
    postpone_job(first, trouble="Traceback")
    second = claim_job(PARK)
    assert second is not None
    assert finish_job(second)
    assert Job.objects.get().trouble == ""


def test_a_worker_that_was_taken_over_can_neither_finish_nor_postpone(monday):
    a_job()
    slow = claim_job(PARK)
    monday.advance(LEASE + MINUTE)
    heir = claim_job(PARK)
    assert slow is not None
    assert heir is not None
    assert not finish_job(slow)
    assert not postpone_job(slow, trouble="late")
    job = Job.objects.get()
    assert (job.done_at, job.trouble, job.fence) == (None, "", heir.fence)
