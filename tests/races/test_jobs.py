"""K3: a job is held by one worker at a time, and survives the worker."""

import os
import signal
from datetime import timedelta

import pytest
from django.db.models import F

from gaiyue.base import clock
from gaiyue.eventlog.models import Event
from gaiyue.jobs.claim import LEASE, Claimed, claim_job, finish_job, postpone_job
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job
from gaiyue.jobs.schedule import Every, enqueue_due
from gaiyue.jobs.work import work_once
from tests.make import PARK
from tests.races.racing import barrier, ends, killed_at, race, values

MANY = 8


def a_job(key="1"):
    enqueue(PARK, [Work("test.job", key)])
    return Job.objects.get(kind="test.job", key=key)


def claim():
    claimed = claim_job(PARK)
    return claimed and claimed.key


def test_eight_workers_who_want_one_job_give_it_to_one(engine):
    a_job()

    outcomes = race(*[claim] * MANY, meet='UPDATE "jobs_job"' if engine == "postgresql" else "")

    assert ends(outcomes) == {"done": MANY}
    assert sorted(values(outcomes), key=str) == ["1"] + [None] * (MANY - 1)
    job = Job.objects.get(kind="test.job")
    assert (job.attempts, job.fence) == (1, 1)


def test_eight_workers_do_eight_jobs_once_each(engine):
    for number in range(MANY):
        a_job(str(number))

    def work():
        done = []
        while work_once(PARK, {"test.job": lambda job: done.append(job.key)}):
            pass
        return done

    outcomes = race(*[work] * MANY)

    assert ends(outcomes) == {"done": MANY}
    assert sorted(key for done in values(outcomes) for key in done) == [
        str(number) for number in range(MANY)
    ]
    assert not Job.objects.filter(done_at=None).exists()


def test_control_looking_first_and_writing_then_gives_the_job_to_all(engine):
    job = a_job()
    together = barrier(MANY)

    def look_then_write():
        found = Job.objects.get(pk=job.pk)
        together.wait()
        if found.lease_until is None:
            Job.objects.filter(pk=job.pk).update(
                lease_until=clock.now() + LEASE, fence=F("fence") + 1
            )
            return "mine"
        return None

    assert values(race(*[look_then_write] * MANY)) == ["mine"] * MANY


def test_a_job_whose_worker_was_killed_is_taken_over_when_its_lease_ends(engine):
    """The dead worker's lease is respected until it ends; should it come back after all, its word counts no more."""
    a_job()

    def die(_):
        os.kill(os.getpid(), signal.SIGKILL)

    assert ends(race(lambda: work_once(PARK, {"test.job": die}))) == {"killed": 1}

    job = Job.objects.get(kind="test.job")
    assert (job.attempts, job.fence, job.done_at) == (1, 1, None)
    assert claim_job(PARK) is None
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        heir = claim_job(PARK)
        assert heir is not None
        assert (heir.key, heir.attempts, heir.fence) == ("1", 2, 2)
        dead = Claimed(heir.id, PARK, heir.kind, heir.key, {}, 1, 1)
        assert not finish_job(dead)
        assert not postpone_job(dead, trouble="late")
        assert finish_job(heir)
    assert Job.objects.get(kind="test.job").done_at is not None


def test_a_job_killed_at_any_step_is_done_in_the_end(engine):
    """Before it is claimed, while it is worked on, before it is finished: it is done after at most a lease."""
    handlers = {"test.job": lambda _: Event.objects.exists()}
    for step in range(1, 30):
        job = a_job(str(step))
        (outcome,) = race(killed_at(step, lambda: work_once(PARK, handlers)))
        if outcome.end == "done":
            break
        with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
            job.refresh_from_db()
            assert work_once(PARK, handlers) == (job.done_at is None)
            job.refresh_from_db()
            assert job.done_at is not None
    else:
        pytest.fail("it never came through")


def test_a_slot_of_recurring_work_makes_one_job_whoever_asks(engine):
    plan = [Every("test.recurring", timedelta(hours=1))]

    assert ends(race(*[lambda: enqueue_due(PARK, plan)] * MANY)) == {"done": MANY}

    assert Job.objects.filter(kind="test.recurring").count() == 1
