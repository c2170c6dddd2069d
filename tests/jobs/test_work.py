"""K3: a worker does what is due; a job that fails troubles no other one."""

import pytest

from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PARK = "lingang"


def test_a_worker_without_work_says_so():
    assert not work_once(PARK, {})


def test_due_work_is_done_and_finished():
    enqueue(PARK, [Work("test.job", "1", {"visit": "7KQ"})])
    done = []
    assert work_once(PARK, {"test.job": lambda job: done.append((job.key, job.payload))})
    assert not work_once(PARK, {"test.job": done.append})
    assert done == [("1", {"visit": "7KQ"})]
    assert Job.objects.get().done_at is not None


def test_a_job_that_fails_postpones_itself_and_no_other():
    enqueue(PARK, [Work("test.bad", "1"), Work("test.good", "2")])
    done = []

    def fail(_):
        raise RuntimeError("the printer is on fire")

    handlers = {"test.bad": fail, "test.good": lambda job: done.append(job.key)}
    assert work_once(PARK, handlers)
    bad = Job.objects.get(kind="test.bad")
    assert (bad.done_at, bad.attempts, bad.lease_until) == (None, 1, None)
    assert "RuntimeError: the printer is on fire" in bad.trouble
    while not done:
        work_once(PARK, handlers)
    assert Job.objects.get(kind="test.good").done_at is not None


def test_work_that_nobody_knows_waits_for_a_worker_that_does():
    """During an upgrade an old worker meets new kinds of work: it leaves them for a new one."""
    enqueue(PARK, [Work("test.new", "1")])
    assert work_once(PARK, {})
    assert "KeyError: 'test.new'" in Job.objects.get().trouble
    assert work_once(PARK, {"test.new": lambda _: None})
    assert Job.objects.get().done_at is not None
