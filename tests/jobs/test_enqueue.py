"""K3: work is asked for once, however often it is asked for; recurring work has one job per slot of time."""

from datetime import timedelta

import pytest
from django.db import transaction

from gaiyue.base import clock
from gaiyue.jobs.claim import claim_job, finish_job
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job
from gaiyue.jobs.schedule import KEPT, Every, enqueue_due, forget_done
from tests.make import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PARK = "lingang"


def keys(kind="test.job"):
    return sorted(Job.objects.filter(kind=kind).values_list("park", "key"))


def test_the_same_work_is_asked_for_once():
    enqueue(PARK, [Work("test.job", "1", {"n": 1}), Work("test.job", "1"), Work("test.job", "2")])
    enqueue(PARK, [Work("test.job", "1", {"n": 2})])
    enqueue("elsewhere", [Work("test.job", "1")])
    assert keys() == [("elsewhere", "1"), (PARK, "1"), (PARK, "2")]
    assert Job.objects.get(park=PARK, key="1").payload == {"n": 1}


def test_work_is_due_now_or_when_it_was_said():
    enqueue(PARK, [Work("test.job", "now"), Work("test.job", "later", {}, at("2026-12-01 08:00"))])
    moments = dict(Job.objects.values_list("key", "run_at"))
    assert moments == {"now": clock.now(), "later": at("2026-12-01 08:00")}


def test_asking_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        enqueue(PARK, [Work("test.job", str(n)) for n in range(50)])


def test_work_of_a_change_that_failed_is_not_done():
    with transaction.atomic():
        enqueue(PARK, [Work("test.job", "1")])
        transaction.set_rollback(True)
    assert keys() == []


def test_recurring_work_has_one_job_per_slot(monday):
    plan = [Every("test.hourly", timedelta(hours=1)), Every("test.daily", timedelta(days=1))]
    for _ in range(3):
        enqueue_due(PARK, plan)
    assert (len(keys("test.hourly")), len(keys("test.daily"))) == (1, 1)
    monday.advance(timedelta(minutes=59))
    enqueue_due(PARK, plan)
    assert len(keys("test.hourly")) == 1
    monday.advance(timedelta(minutes=1))
    enqueue_due(PARK, plan)
    assert (len(keys("test.hourly")), len(keys("test.daily"))) == (2, 1)


def test_slots_that_nobody_was_there_for_are_not_made_up(monday):
    """After a day off, the hourly work is done once, not twenty-four times."""
    plan = [Every("test.hourly", timedelta(hours=1))]
    enqueue_due(PARK, plan)
    monday.advance(timedelta(days=1))
    enqueue_due(PARK, plan)
    assert len(keys("test.hourly")) == 2


def test_done_work_is_forgotten_after_a_month_and_given_up_work_stays(monday):
    enqueue(PARK, [Work("test.job", "done"), Work("test.job", "failed"), Work("test.job", "open")])
    while (job := claim_job(PARK)) is not None:
        if job.key == "done":
            finish_job(job)
    Job.objects.filter(key="failed").update(given_up_at=clock.now())
    monday.advance(KEPT)
    assert forget_done(PARK) == 0
    monday.advance(timedelta(seconds=1))
    assert forget_done("elsewhere") == 0
    assert forget_done(PARK) == 1
    assert keys() == [(PARK, "failed"), (PARK, "open")]
