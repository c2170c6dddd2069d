"""The worker: what keeps a park running without anybody asking for it."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError

from gaiyue.base import clock
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.models import Block
from gaiyue.eventlog.heads import read_heads
from gaiyue.eventlog.models import Unlinked
from gaiyue.jobs.models import Job
from gaiyue.jobs.schedule import enqueue_due
from gaiyue.ops import worker
from gaiyue.ops.wiring import HANDLERS, RECURRING
from gaiyue.ops.worker import run_worker, turn
from tests import make


def work_off(park: str = make.PARK) -> None:
    while turn(park):
        pass


def test_every_recurring_kind_has_somebody_who_does_it():
    assert {every.kind for every in RECURRING} <= set(HANDLERS)


@pytest.fixture
def working(park, settings, tmp_path):
    """A park with one weekly block, and a worker that has had its first turns."""
    settings.GAIYUE_HEADS = tmp_path
    add_template(
        NewTemplate(
            service="tax-registration",
            location="lakeside",
            weekday=2,
            opens=make.at("2026-11-25 09:00").time(),
            closes=make.at("2026-11-25 11:00").time(),
            capacity=2,
            valid_from=clock.today(),
        ),
        actor=make.HOUSE,
    )
    enqueue_due(make.PARK, RECURRING)
    work_off()
    return park


def test_blocks_are_there_ahead_and_the_record_is_numbered(working):
    """A3: blocks are made ahead from the templates, beyond the horizon."""
    assert Block.objects.filter(on=make.at("2026-12-30 09:00").date()).exists()
    assert not Unlinked.objects.exists()
    assert Job.objects.filter(done_at=None).count() == 0


def test_the_head_of_the_record_leaves_the_database(working, tmp_path):
    heads = list(read_heads(tmp_path / "lingang.heads"))
    assert [head.park for head in heads] == [make.PARK]


def test_a_slot_of_time_makes_one_job_however_often_it_is_asked_for(working):
    before = Job.objects.count()
    enqueue_due(make.PARK, RECURRING)
    assert Job.objects.count() == before
    working.advance(timedelta(days=1))
    enqueue_due(make.PARK, RECURRING)
    assert Job.objects.count() == before + len(RECURRING)


def test_seats_that_do_not_add_up_stay_as_a_failed_job(working):
    """K3: the alarm is not swallowed."""
    Block.objects.filter(pk=Block.objects.earliest("pk").pk).update(taken=1)
    working.advance(timedelta(hours=1))
    enqueue_due(make.PARK, RECURRING)
    work_off()
    failed = Job.objects.get(done_at=None)
    assert failed.kind == "seats.reconcile"
    assert "SeatsDontAddUp" in failed.trouble


def test_a_worker_stops_when_it_is_told_to(park):
    asked = iter([False, False, True])
    run_worker([make.PARK], stopping=lambda: next(asked))
    assert Job.objects.filter(kind="blocks.generate").exists()


@pytest.mark.parametrize("trouble", [OperationalError, InterfaceError])
def test_a_worker_outlives_an_outage_of_the_database_and_serves_other_parks_meanwhile(
    monkeypatch, trouble
):
    """K3: nobody has to start it again."""
    moment, turns, closed = [0.0], [], []

    def a_turn(park):
        turns.append((park, moment[0]))
        if park == "down" and moment[0] < worker.OUTAGE_S:
            raise trouble("the server is away")
        return False

    def pause(seconds):
        moment[0] += 10 * seconds

    monkeypatch.setattr(worker.time, "monotonic", lambda: moment[0])
    monkeypatch.setattr(worker.time, "sleep", pause)
    monkeypatch.setattr(worker, "turn", a_turn)
    monkeypatch.setattr(worker, "enqueue_due", lambda *_: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: closed.append(moment[0]))

    run_worker(["down", "up"], stopping=lambda: moment[0] > worker.OUTAGE_S)
    assert [at for park, at in turns if park == "down"] == [0.0, worker.OUTAGE_S]
    assert [at for park, at in turns if park == "up"] == [0.0, 2.5, 5.0]
    assert closed == [0.0]
