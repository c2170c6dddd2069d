"""K4: PostgreSQL parses and plans the statements of hot deeds once, and a connection that ended is noticed unasked."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import close_old_connections, connection

from gaiyue.base.transaction import deed
from gaiyue.policy.tallies import take, used
from tests import make

pytestmark = pytest.mark.usefixtures("postgresql")


def prepared():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [row[0] for row in cursor.fetchall()]


def test_the_statements_of_a_booking_are_kept_by_the_server_and_no_others():
    block = make.a_block(seats=9)
    for number in range(4):
        make.booked(make.a_company(f"企业{number}"), block, key=f"k-{number}")
    kept = prepared()
    assert any(one.startswith('UPDATE "booking_block"') for one in kept)
    assert any('FROM "people_enterprise"' in one and "FOR NO KEY UPDATE" in one for one in kept)
    assert all("$1" in one for one in kept)


@contextmanager
def another():
    """A connection beside ours, without Django."""
    keep = {"host", "user", "dbname"}
    address = {name: v for name, v in connection.get_connection_params().items() if name in keep}
    with psycopg.connect(**address, autocommit=True) as other:
        yield other


def end_ours():
    pid = connection.connection.info.backend_pid
    with another() as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_that_the_server_ended_is_not_used_again():
    connection.ensure_connection()
    assert connection.is_usable()
    end_ours()
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()
    connection.ensure_connection()
    assert connection.is_usable()


def test_a_request_that_begins_with_a_hot_statement_notices_an_ended_connection():
    """As after a fail-over: whoever asks next is answered."""
    connection.ensure_connection()
    end_ours()
    close_old_connections()  # what Django does between requests
    assert used(make.PARK, "visits:nobody") == 0


@pytest.fixture
def wider():
    """A migration under our feet: a column gets another type, and its own one back in the end."""

    def become(kind):
        with another() as other:
            other.execute(f"ALTER TABLE policy_tally ALTER COLUMN used TYPE {kind}")

    yield become
    become("integer")


def test_a_kept_plan_that_a_migration_made_wrong_is_not_asked_again(wider):
    """Read outside of any deed: the statement runs again; within one, the deed does."""
    take(make.PARK, "visits:a", limit=9)
    for _ in range(4):
        assert used(make.PARK, "visits:a") == 1
    assert any("policy_tally" in one for one in prepared())
    wider("bigint")
    assert used(make.PARK, "visits:a") == 1
    connection.close()

    @deed
    def look(runs=[]):  # noqa: B006 - counts its runs
        runs.append(1)
        return used(make.PARK, "visits:a"), len(runs)

    for _ in range(4):
        used(make.PARK, "visits:a")
    wider("integer")
    assert look() == (1, 2)
