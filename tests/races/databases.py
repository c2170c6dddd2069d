"""Databases for races: a fresh one per test, with tables and an open park, behind Django's `default` connection."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from gaiyue.base import clock
from gaiyue.base.engines import engine
from tests import make
from tests.races.cluster import Cluster

_numbers = count(1)


@contextmanager
def default_database(address: str) -> Iterator[None]:
    """Point Django's `default` at the database of that address, with real commits, until the block ends."""
    settings, before = connections.settings["default"], connections["default"]
    try:
        with database("default", address):
            yield
    finally:
        connections.settings["default"] = settings
        connections["default"] = before


@contextmanager
def database(alias: str, address: str) -> Iterator[None]:
    """Give Django a database under that alias, until the block ends."""
    entry = {"default": {}, alias: engine(address, root=Path("/"))}
    connections.settings[alias] = connections.configure_settings(entry)[alias]
    connections[alias] = connections.create_connection(alias)
    try:
        yield
    finally:
        connections[alias].close()
        del connections.settings[alias], connections[alias]


@dataclass(frozen=True, slots=True)
class SqliteSource:
    """Copies of one SQLite file."""

    template: Path

    @classmethod
    def made_in(cls, folder: Path) -> "SqliteSource":
        """Make the file to copy."""
        template = folder / "template.sqlite3"
        _open_park(f"sqlite:{template}")
        return cls(template)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a new copy; it goes with the folder."""
        copy = self.template.with_name(f"race{next(_numbers)}.sqlite3")
        shutil.copy(self.template, copy)
        yield f"sqlite:{copy}"
        copy.unlink()


@dataclass(frozen=True, slots=True)
class PostgresqlSource:
    """Copies of one database of the tests' own cluster."""

    cluster: Cluster

    @classmethod
    def made_in(cls, cluster: Cluster) -> "PostgresqlSource":
        """Make the database to copy."""
        cluster.run("CREATE DATABASE park")
        _open_park(cluster.address("park"))
        return cls(cluster)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a new copy; it is dropped with whoever is still connected."""
        copy = f"race{next(_numbers)}"
        self.cluster.run(f"CREATE DATABASE {copy} TEMPLATE park")
        yield self.cluster.address(copy)
        self.cluster.run(f"DROP DATABASE {copy} WITH (FORCE)")


def _open_park(address: str) -> None:
    with default_database(address), clock.frozen(make.MONDAY):
        call_command("migrate", interactive=False, verbosity=0)
        make.a_park()
