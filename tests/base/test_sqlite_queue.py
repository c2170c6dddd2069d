"""K3: writers of one SQLite file queue at a lock that nobody can leave behind."""

import fcntl
import os
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from gaiyue.policy.models import Tally
from tests.races.databases import default_database


@pytest.fixture
def lock(tmp_path, django_db_blocker):
    """The lock file of a SQLite database with one table, behind `default`."""
    path = tmp_path / "park.sqlite3"
    with django_db_blocker.unblock(), default_database(f"sqlite:{path}"):
        with connection.schema_editor() as editor:
            editor.create_model(Tally)
        yield Path(f"{path}.lock")


def is_free(lock):
    """Whether another process could write now."""
    handle = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def test_the_lock_is_held_from_begin_to_commit(lock):
    with transaction.atomic():
        assert not is_free(lock)
        Tally.objects.create(park="lingang", key="a")
    assert is_free(lock)


def test_the_lock_is_given_back_after_a_rollback(lock):
    with pytest.raises(KeyError), transaction.atomic():
        raise KeyError
    assert is_free(lock)


def test_the_lock_is_given_back_with_the_connection(lock):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not is_free(lock)
    connection.close()
    assert is_free(lock)


def test_the_lock_is_given_back_when_the_transaction_can_not_begin(lock, monkeypatch):
    def refuse(execute, sql, params, many, context):
        raise DatabaseError("disk full")

    with (
        connection.execute_wrapper(refuse),
        pytest.raises(DatabaseError, match="disk full"),
        transaction.atomic(),
    ):
        pass
    assert is_free(lock)


def test_a_wait_that_is_interrupted_leaves_no_lock(lock, monkeypatch):
    with transaction.atomic():
        pass

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(fcntl, "flock", interrupted)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            pass
    assert is_free(lock)


def test_a_savepoint_does_not_queue_again(lock):
    with transaction.atomic(), transaction.atomic():
        assert not is_free(lock)
    assert is_free(lock)


@pytest.mark.django_db
def test_a_database_in_memory_needs_no_lock():
    assert connection.is_in_memory_db()
    with transaction.atomic():
        Tally.objects.create(park="lingang", key="a")
    assert connection._lock_file is None
