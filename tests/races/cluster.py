"""A PostgreSQL cluster of the tests' own: made in a temporary folder, reached by a socket there, ended with them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

OWNER = "gaiyue"
SETTINGS = """
listen_addresses = ''
shared_buffers = 32MB
max_connections = 60
autovacuum = off
deadlock_timeout = 100ms
"""
"""A deadlock is found after a tenth of the usual second; commits are as durable as anywhere (fsync is on)."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server; `folder` holds its socket."""

    folder: Path

    def address(self, database: str) -> str:
        """The libpq address of one of its databases."""
        return f"host={self.folder} user={OWNER} dbname={database}"

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction, e.g. CREATE DATABASE."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    """Make a cluster and run it; its folder and its processes are gone afterwards."""
    programs = _programs()
    # A socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="gaiyue-pg-", dir="/tmp") as name:
        folder, data = Path(name), Path(name) / "data"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        initdb: list[str | Path] = [programs / "initdb", "--username", OWNER, "--auth", "trust"]
        _run(*initdb, "--no-sync", "--encoding", "UTF8", "--locale", "C", "--pgdata", data)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(f"{SETTINGS}unix_socket_directories = '{folder}'\n")
        control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--wait"]
        _run(*control, "--log", folder / "log", "start")
        try:
            yield Cluster(folder)
        finally:
            _run(*control, "--mode", "immediate", "stop")


def _programs() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    if newest is None:
        raise RuntimeError("These tests need PostgreSQL: run script/test, which installs it.")
    return newest.parent


def _run(*command: str | Path) -> None:
    """As root the server's programs refuse to run; the package's own user does."""
    who = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        check=False,
        extra_groups=[] if who else None,
        user=who.get("user"),
        group=who.get("group"),
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")
