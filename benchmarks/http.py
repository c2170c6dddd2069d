"""Bookings and moves per second through the real server, beside pgbench and the bare driver on the same engine.

Each request is one of a program: token, rule, event, idempotent answer and all. The server runs as the product starts
it, its CPU is what the system says that its processes took; the generator says what it took itself.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any

from benchmarks import load, raw, serving
from benchmarks.arrange import Program
from gaiyue.ops.web_server import web_processes

CLIENTS = (1, 4, 16)
DEEDS = {1: 200, 4: 600, 16: 600}
RAW_BLOCKS = 20
WARM = 240
"""Bookings before any is measured, so that each thread has its connection and its statements."""


def main() -> None:
    """Measure both engines, each in a process of its own."""
    from tests.races.cluster import own_cluster

    if sys.argv[1:2] == ["measure"]:
        measure(sys.argv[2], sys.argv[3], database=int(sys.argv[4]))
        return
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="gaiyue-bench-") as folder:
        if "sqlite" in wanted:
            cell, bare = f"sqlite:{folder}/bench.sqlite3", f"sqlite:{folder}/raw.sqlite3"
            _start(folder, "SQLite", cell, bare, "0")
        if "postgresql" in wanted:
            with own_cluster() as cluster:
                for name in ("bench", "bare"):
                    cluster.run(f"CREATE DATABASE {name}")
                postmaster = (cluster.folder / "data" / "postmaster.pid").read_text().split()[0]
                cell, bare = cluster.address("bench"), cluster.address("bare")
                _start(folder, "PostgreSQL", cell, bare, postmaster)


def _start(folder: str, name: str, cell: str, bare: str, database: str) -> None:
    environment = {
        "GAIYUE_CELLS": f"default={cell}",
        "GAIYUE_VAR": folder,
        "GAIYUE_API_RATE": "1000000",
        "DJANGO_SETTINGS_MODULE": "gaiyue.settings",
    }
    serving.python(
        "-m", "benchmarks.http", "measure", name, bare, database, environment=environment
    )


def measure(name: str, bare: str, *, database: int) -> None:
    """Print the table of one engine."""
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import arrange

    call_command("collectstatic", verbosity=0, interactive=False)
    arrange.a_park()
    blocks = arrange.blocks()
    programs = iter(arrange.programs(sum(DEEDS.values()) + WARM + 10))
    raw.prepare(bare, blocks=RAW_BLOCKS)
    print(f"\n{name}: {_statements(next(programs), next(programs), blocks)}")
    print(
        "  clients  reference/s  raw/s    deed/s  deed:ref   p50 ms   p95   p99   app ms  db ms  generator ms"
    )
    with serving.web(processes=web_processes()) as (port, web):
        watched = (web, database)
        warm = [next(programs) for _ in range(WARM)]
        _round(port, _bookings(warm, blocks, "warm"), clients=16, watched=watched)
        for clients in CLIENTS:
            batch = [next(programs) for _ in range(DEEDS[clients])]
            load.fire(port, _known(batch), clients=clients)  # a program's token is seldom new
            before = _reference(bare, clients)
            driver = _raw(bare, clients)
            booked = _round(port, _bookings(batch, blocks, "b"), clients=clients, watched=watched)
            moves = _moves(batch, booked[0], blocks)
            moved = _round(port, moves, clients=clients, watched=watched)
            reference = (before + _reference(bare, clients)) / 2
            for deed, round_ in (("book", booked), ("move", moved)):
                print(_line(clients, deed, reference, driver, round_), flush=True)


def _round(
    port: int, requests: Sequence[bytes], *, clients: int, watched: tuple[int, int]
) -> tuple[load.Fired, float, float]:
    """The load, and CPU milliseconds a request of the web's processes and of the database's."""
    before = [serving.cpu_seconds(one) if one else 0.0 for one in watched]
    fired = load.fire(port, requests, clients=clients)
    time.sleep(0.05)
    after = [serving.cpu_seconds(one) if one else 0.0 for one in watched]
    bad = [one for one in fired.statuses if one not in (200, 201)]
    if bad or len(fired.statuses) != len(requests):
        first = next(iter(fired.bodies.values()), b"")
        raise SystemExit(f"{len(bad)} of {len(requests)} were not done: {set(bad)} {first[:300]!r}")
    app, db = (1000 * (b - a) / len(requests) for a, b in zip(before, after, strict=True))
    return fired, app, db


def _known(batch: Sequence[Program]) -> list[bytes]:
    headers = "Authorization: Bearer {}\r\n"
    return [load.get("/api/v1/me", headers=headers.format(one.secret)) for one in batch]


def _bookings(batch: Sequence[Program], blocks: Sequence[int], key: str) -> list[bytes]:
    contact = {"name": "张三", "phone": "138 0000 0000"}
    return [
        load.post(
            "/api/v1/appointments",
            token=one.secret,
            key=f"{key}{n}",
            body=json.dumps({"block": blocks[n % len(blocks)], "contact": contact}).encode(),
        )
        for n, one in enumerate(batch)
    ]


def _moves(batch: Sequence[Program], booked: load.Fired, blocks: Sequence[int]) -> list[bytes]:
    requests = []
    for n, one in enumerate(batch):
        visit = json.loads(booked.bodies[n])
        to = blocks[(blocks.index(visit["block"]) + 1) % len(blocks)]
        body = {"block": to, "statement": {"circumstance": "travel"}}
        path = f"/api/v1/appointments/{visit['reference']}/move"
        requests.append(
            load.post(path, token=one.secret, key=f"m{n}", body=json.dumps(body).encode())
        )
    return requests


def _line(
    clients: int, deed: str, reference: float, driver: float, done: tuple[load.Fired, float, float]
) -> str:
    fired, app, db = done
    late = "".join(f"{fired.late_ms(share):7.1f}" for share in (0.5, 0.95, 0.99))
    ratio = f"{fired.per_second / reference:8.1%}" if reference else "       -"
    own = 1000 * fired.cpu / len(fired.seconds)
    return (
        f"  {clients:4} {deed}{reference:12.0f}{driver:8.0f}{fired.per_second:9.0f}  {ratio} {late}"
        f"{app:8.1f}{db:7.1f}{own:9.2f}"
    )


def _reference(bare: str, clients: int) -> float:
    """What pgbench does on PostgreSQL; SQLite has no program of that kind, the bare driver is the reference there."""
    from benchmarks import pgbench

    if bare.startswith("sqlite:"):
        return _raw(bare, clients)
    return pgbench.per_second(bare, blocks=RAW_BLOCKS, clients=clients) if pgbench.is_there() else 0


def _raw(bare: str, clients: int) -> float:
    """The bare driver, one process a client."""
    from benchmarks.deeds import in_processes

    times = 1200 // clients
    seconds = in_processes(clients, lambda: raw.book(bare, blocks=RAW_BLOCKS, times=times))
    return clients * times / max(seconds)


def _statements(first: Program, second: Program, blocks: Sequence[int]) -> str:
    """How many statements a booking and a move send through the API, all told, counted in this process."""
    from django.db import connection
    from django.test import Client

    def send(program: Program, path: str, body: dict[str, Any]) -> tuple[int, str]:
        connection.queries_log.clear()
        token = {"HTTP_AUTHORIZATION": f"Bearer {program.secret}", "HTTP_IDEMPOTENCY_KEY": path}
        kind = "application/json"
        answer = Client(SERVER_NAME="localhost").post(path, json.dumps(body), kind, **token)
        return len(connection.queries_log), answer.json()["reference"]

    connection.force_debug_cursor = True
    book = {"block": blocks[0], "contact": {"name": "张三", "phone": "138 0000 0000"}}
    send(first, "/api/v1/appointments", book)  # what a process reads once, rules and calendar
    booking, reference = send(second, "/api/v1/appointments", book)
    move = {"block": blocks[1], "statement": {"circumstance": "travel"}}
    moving, _ = send(second, f"/api/v1/appointments/{reference}/move", move)
    connection.force_debug_cursor = False
    connection.close()
    return (
        f"{booking} statements a booking, {moving} a move, BEGIN and COMMIT, token and key included"
    )


if __name__ == "__main__":
    main()
