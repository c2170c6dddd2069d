"""Fixtures of the races: each test runs on SQLite and on PostgreSQL, in a database of its own."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from gaiyue.base import clock
from tests import make
from tests.races.cluster import own_cluster
from tests.races.databases import PostgresqlSource, SqliteSource, default_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies here races with real commits."""
    for item in items:
        if "tests/races/" in item.path.as_posix():
            item.add_marker(pytest.mark.concurrency)


@pytest.fixture(scope="session")
def sqlite_source(
    django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> SqliteSource:
    """A SQLite file to copy, made for the first test that asks."""
    with django_db_blocker.unblock():
        return SqliteSource.made_in(tmp_path_factory.mktemp("races"))


@pytest.fixture(scope="session")
def postgresql_source(django_db_blocker: DjangoDbBlocker) -> Iterator[PostgresqlSource]:
    """A database to copy in a running cluster, made for the first test that asks."""
    with own_cluster() as cluster, django_db_blocker.unblock():
        yield PostgresqlSource.made_in(cluster)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of the engine; the park is open in a database of its own, the clock stands on Monday morning."""
    source = request.getfixturevalue(f"{request.param}_source")
    with (
        source.fresh() as address,
        django_db_blocker.unblock(),
        default_database(address),
        clock.frozen(make.MONDAY),
    ):
        yield request.param


@pytest.fixture
def postgresql(
    postgresql_source: PostgresqlSource, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The same for what only PostgreSQL can do, such as a deadlock."""
    with (
        postgresql_source.fresh() as address,
        django_db_blocker.unblock(),
        default_database(address),
        clock.frozen(make.MONDAY),
    ):
        yield
