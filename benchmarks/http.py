"""Bookings and moves per second through the real server, beside pgbench and the bare driver on the same engine.

Each request is one of a program: token, rule, event, idempotent answer and all. The server runs as the product starts
it, its CPU is what the system says that its processes took; the generator says what it took itself.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import load, raw, serving
from benchmarks.arrange import Program

CLIENTS = (1, 4, 16)
DEEDS = {1: 200, 4: 600, 16: 600}
PROCESSES = 2
RAW_BLOCKS = 20


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
    programs = iter(arrange.programs(sum(DEEDS.values()) + 100))
    raw.prepare(bare, blocks=RAW_BLOCKS)
    print(f"\n{name}: {_statements(next(programs), blocks)}")
    print(
        "  clients  reference/s  raw/s    deed/s  deed:ref   p50 ms   p95   p99   app ms  db ms  generator ms"
    )
    with serving.web(processes=PROCESSES) as (port, web):
        watched = (web, database)
        warm = [next(programs) for _ in range(60)]
        _round(port, _bookings(warm, blocks, "warm"), clients=8, watched=watched)
        for clients in CLIENTS:
            batch = [next(programs) for _ in range(DEEDS[clients])]
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


def _statements(program: Program, blocks: Sequence[int]) -> str:
    """How many statements a booking and a move send through the API, all told, counted in this process."""
    from django.db import connection
    from django.test import Client

    client, counts = Client(SERVER_NAME="localhost"), []
    usual: dict[str, Any] = {
        "content_type": "application/json",
        "HTTP_AUTHORIZATION": f"Bearer {program.secret}",
    }
    contact = {"name": "张三", "phone": "138 0000 0000"}
    path, body, reference = "/api/v1/appointments", {"block": blocks[0], "contact": contact}, ""
    connection.force_debug_cursor = True
    for n in range(
        3
    ):  # a booking that reads rules and calendar, a move that does so, and a second move
        connection.queries_log.clear()
        answer = client.post(path, json.dumps(body), HTTP_IDEMPOTENCY_KEY=f"s{n}", **usual)
        counts.append(len(connection.queries_log))
        reference = answer.json()["reference"]
        path = f"/api/v1/appointments/{reference}/move"
        body = {"block": blocks[n + 1], "statement": {"circumstance": "travel"}}
    again = client.post(
        "/api/v1/appointments", json.dumps({"block": blocks[0], "contact": contact}),
        HTTP_IDEMPOTENCY_KEY="s0", **usual,
    )  # fmt: skip
    connection.force_debug_cursor = False
    if again.json()["reference"] != reference:
        raise SystemExit("the same key was not answered the same")
    connection.close()
    return f"{counts[0]} statements a booking (first of a process), {counts[2]} a move"


if __name__ == "__main__":
    Path("benchmarks").exists() or sys.exit("run it from the repository")
    main()
