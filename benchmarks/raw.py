"""The reference: the least that any booking must do, by the bare driver: one guarded UPDATE, two INSERTs, COMMIT."""

import fcntl
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

TABLES = (
    "CREATE TABLE raw_block (id integer PRIMARY KEY, capacity integer, taken integer)",
    "CREATE TABLE raw_visit (id {serial}, block integer, company integer, at text)",
    "CREATE TABLE raw_event (id {serial}, kind text, subject integer, facts text, at text)",
)
CLAIM = "UPDATE raw_block SET taken = taken + 1 WHERE id = {p} AND taken < capacity"
VISIT = "INSERT INTO raw_visit (block, company, at) VALUES ({p}, {p}, '2026-11-23T10:00:00')"
EVENT = (
    "INSERT INTO raw_event (kind, subject, facts, at) VALUES ('booked', {p}, '{{}}', '2026-11-23')"
)


def prepare(address: str, *, blocks: int) -> None:
    """Make the three tables with empty blocks of plenty of seats."""
    if address.startswith("sqlite:"):
        connection = sqlite3.connect(address.removeprefix("sqlite:"))
        connection.execute("PRAGMA journal_mode=WAL")
        for table in TABLES:
            connection.execute(table.format(serial="integer PRIMARY KEY AUTOINCREMENT"))
        connection.executemany(
            "INSERT INTO raw_block VALUES (?, 100000, 0)", [(n,) for n in range(blocks)]
        )
        connection.commit()
        connection.close()
        return
    with psycopg.connect(address) as server:
        for table in TABLES:
            server.execute(table.format(serial="bigserial PRIMARY KEY").encode())
        server.execute(
            f"INSERT INTO raw_block SELECT n, 100000, 0 FROM generate_series(0, {blocks - 1}) n".encode()
        )


def book(address: str, *, blocks: int, times: int) -> float:
    """Book `times` and return the seconds that it took."""
    one, close = _booker(address)
    started = time.perf_counter()
    for n in range(times):
        one(n % blocks, n)
    took = time.perf_counter() - started
    close()
    return took


def _booker(address: str) -> tuple[Callable[[int, int], None], Callable[[], None]]:
    if address.startswith("sqlite:"):
        return _sqlite(address.removeprefix("sqlite:"))
    server = psycopg.connect(address)

    def one(block: int, company: int) -> None:
        server.execute(VISIT.format(p="%s").encode(), (block, company))
        server.execute(EVENT.format(p="%s").encode(), (company,))
        server.execute(CLAIM.format(p="%s").encode(), (block,))
        server.commit()

    return one, server.close


def _sqlite(path: str) -> tuple[Callable[[int, int], None], Callable[[], None]]:
    connection = sqlite3.connect(path, isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous=FULL")
    lock = Path(f"{path}.raw-lock").open("w")  # noqa: SIM115 - held as long as the connection

    def one(block: int, company: int) -> None:
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(VISIT.format(p="?"), (block, company))
        connection.execute(EVENT.format(p="?"), (company,))
        connection.execute(CLAIM.format(p="?"), (block,))
        connection.execute("COMMIT")
        fcntl.flock(lock, fcntl.LOCK_UN)

    def close() -> None:
        connection.close()
        lock.close()

    return one, close
