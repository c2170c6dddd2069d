"""K3: a lost connection, a deadlock, a restart in the middle of a deed: it runs again as a whole, once."""

from functools import partial

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from gaiyue.base import transaction as retrying
from gaiyue.base.transaction import deed
from gaiyue.booking.book import book_appointment
from gaiyue.booking.models import Block
from gaiyue.eventlog.models import Event
from gaiyue.jobs.claim import claim_job
from gaiyue.jobs.enqueue import Work, enqueue
from tests import make
from tests.races.asking import booking
from tests.races.checks import assert_sound, live_visits
from tests.races.racing import barrier, ends, race, unguarded


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Try again without a pause."""
    monkeypatch.setattr(retrying.time, "sleep", lambda _: None)


def trouble_before(text, make_trouble):
    """An execute wrapper: once, before the first statement with the text, something happens."""
    happened = []

    def wrapper(execute, sql, params, many, context):
        if text in sql and not happened:
            happened.append(sql)
            make_trouble()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def lose_connection():
    """What a fail-over looks like from here: the server ends our connection."""
    address = connection.get_connection_params()
    pid = connection.connection.info.backend_pid
    keep = {"host", "user", "dbname"}
    with psycopg.connect(
        **{name: value for name, value in address.items() if name in keep}, autocommit=True
    ) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


MOMENTS = ['INTO "jobs_answer"', 'INSERT INTO "eventlog_event"', 'UPDATE "booking_block"']


@pytest.mark.usefixtures("postgresql")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_booking_survives_the_end_of_its_connection(moment):
    company, block = make.a_company(), make.a_block()

    with trouble_before(moment, lose_connection):
        reference = booking(company, block, key="k-1")()

    assert make.visit(reference).block_id == block
    assert (make.taken(block), live_visits()) == (1, 1)
    assert Event.objects.filter(kind="appointment.booked").count() == 1
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_without_running_again_the_end_of_a_connection_is_an_error():
    company, block = make.a_company(), make.a_block()
    once = transaction.atomic(unguarded(book_appointment))

    with trouble_before('UPDATE "booking_block"', lose_connection), pytest.raises(OperationalError):
        booking(company, block, deed=once)()

    connection.close()
    assert (make.taken(block), live_visits()) == (0, 0)


@pytest.mark.usefixtures("postgresql")
def test_an_answer_that_was_lost_after_the_commit_is_given_when_asked_again():
    """The commit succeeded, the news of it did not arrive: running again finds the answer by its key."""
    company, block = make.a_company(), make.a_block()
    commit, lost = connection._commit, []

    def commit_and_lose():
        commit()
        if not lost:
            lost.append(True)
            raise OperationalError("server closed the connection unexpectedly")

    connection._commit = commit_and_lose
    reference = booking(company, block, key="k-1")()

    assert lost
    assert make.visit(reference).block_id == block
    assert (make.taken(block), live_visits()) == (1, 1)
    assert_sound()


def test_a_busy_database_is_asked_again(engine):
    company, block = make.a_company(), make.a_block()

    def refuse():
        raise OperationalError("database is locked")

    with trouble_before('UPDATE "booking_block"', refuse):
        booking(company, block)()

    assert (make.taken(block), live_visits()) == (1, 1)
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_a_worker_claims_its_job_although_the_connection_ended():
    enqueue(make.PARK, [Work("test.job", "1")])

    with trouble_before('UPDATE "jobs_job"', lose_connection):
        claimed = claim_job(make.PARK)

    assert claimed is not None
    assert (claimed.attempts, claimed.fence) == (1, 1)


@pytest.mark.usefixtures("postgresql")
def test_a_deed_that_lost_a_deadlock_runs_again():
    """Both deeds end well, although the database broke the circle by ending one of them."""
    blocks = [make.a_block(f"2026-12-0{day} 09:00", seats=9) for day in (1, 2)]
    together = barrier(2)

    def crosswise(first, second):
        runs = []

        @deed
        def unordered():
            runs.append(first)
            Block.objects.filter(pk=first).update(reserve=1)
            if len(runs) == 1:
                together.wait()
            Block.objects.filter(pk=second).update(reserve=1)

        unordered()
        return len(runs)

    outcomes = race(partial(crosswise, *blocks), partial(crosswise, *reversed(blocks)))

    assert ends(outcomes) == {"done": 2}
    assert sorted(outcome.value for outcome in outcomes) == [1, 2]
