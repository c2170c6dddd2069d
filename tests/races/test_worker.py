"""K3: the worker as a process: it numbers, makes what recurs, does what is due, and stops when told."""

import os
import signal
from datetime import timedelta

import pytest

from gaiyue.eventlog.models import Event, Link
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job
from gaiyue.jobs.schedule import Every
from gaiyue.ops import worker
from tests.make import PARK
from tests.races.checks import assert_sound
from tests.races.racing import ends, race


@pytest.fixture(autouse=True)
def _little_to_do(monkeypatch):
    """One kind of recurring work, so that the test decides what there is to do."""
    monkeypatch.setattr(worker, "RECURRING", [Every("test.recurring", timedelta(hours=1))])


def test_a_worker_that_is_told_to_stop_finishes_the_job_in_hand(engine, monkeypatch):
    """SIGTERM comes in the middle of a job: that job is done, the next one is left for another worker."""

    def told_to_stop(_):
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(worker, "HANDLERS", {"test.recurring": told_to_stop})
    enqueue(PARK, [Work("test.left", "1", run_at=None)])
    Job.objects.filter(kind="test.left").update(run_at="2026-11-24T00:00:00+00:00")

    outcomes = race(lambda: worker.run_until_signalled([PARK]))

    assert ends(outcomes) == {"done": 1}
    assert Job.objects.get(kind="test.recurring").done_at is not None
    assert Job.objects.get(kind="test.left").done_at is None
    assert Link.objects.count() == Event.objects.count()
    assert_sound()


def test_several_workers_do_everything_once(engine, monkeypatch):
    """Each leaves when nothing is due any more; every job was done by one of them."""
    enqueue(PARK, [Work("test.job", str(number)) for number in range(12)])
    handlers = dict.fromkeys(("test.job", "test.recurring"), lambda _: None)
    monkeypatch.setattr(worker, "HANDLERS", handlers)
    monkeypatch.setattr(worker, "IDLE_S", 0.01)

    def work():
        worker.run_worker([PARK], stopping=nothing_is_left)

    assert ends(race(work, work, work)) == {"done": 3}

    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
    assert Job.objects.filter(kind="test.recurring").count() == 1
    assert Link.objects.count() == Event.objects.count()
    assert_sound()


def nothing_is_left():
    return Job.objects.exists() and not Job.objects.filter(done_at=None).exists()
