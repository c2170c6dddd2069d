"""Bookings and moves per second by the real deeds, beside the raw reference on the same engine in the same run."""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TIMES, BLOCKS, SEATS = 100, 20, 999
"""Deeds of each process in a round; the blocks they spread over, and the seats of each."""


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of wall clock and of CPU that one process took for its deeds."""

    wall: float
    cpu: float


def main() -> None:
    """Measure both engines, each in a process of its own, since Django is set up for one."""
    from tests.races.cluster import own_cluster

    if sys.argv[1:]:
        measure(sys.argv[1], sys.argv[2])
        return
    print(
        f"{TIMES} deeds a process. Reference (raw): UPDATE, 2 INSERTs, COMMIT by the bare driver.\n"
    )
    with tempfile.TemporaryDirectory(prefix="gaiyue-bench-") as folder, own_cluster() as cluster:
        cluster.run("CREATE DATABASE bench")
        _start("SQLite", f"sqlite:{folder}/bench.sqlite3", f"sqlite:{folder}/raw.sqlite3", folder)
        _start("PostgreSQL", cluster.address("bench"), cluster.address("bench"), folder)


def _start(name: str, cell: str, raw_address: str, folder: str) -> None:
    settings = {"GAIYUE_CELLS": f"default={cell}", "GAIYUE_VAR": folder}
    command = [sys.executable, "-m", "benchmarks.deeds", name, raw_address]
    if os.spawnve(os.P_WAIT, sys.executable, command, {**os.environ, **settings}):
        raise SystemExit(f"measuring {name} failed")


def measure(name: str, raw_address: str) -> None:
    """Print the table of one engine."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from benchmarks import raw

    call_command("migrate", verbosity=0, interactive=False)
    counts = (1, 4)
    companies, blocks = _arrange(1 + sum(counts) * TIMES)
    raw.prepare(raw_address, blocks=BLOCKS)
    print(f"{name}: {_statements(companies.pop(), blocks)}")
    print("  processes    raw/s   book/s   move/s   book:raw  move:raw   CPU ms: book   move")
    for processes in counts:
        batches = [[companies.pop() for _ in range(TIMES)] for _ in range(processes)]
        connections.close_all()
        bare = _rounds(
            batches, lambda _: (lambda: raw.book(raw_address, blocks=BLOCKS, times=TIMES),)
        )
        ours = _rounds(batches, lambda batch: _deeds(batch, blocks))
        reference, book, move = _rate(bare, 0), _rate(ours, 0), _rate(ours, 1)
        print(
            f"  {processes:9}{reference:9.0f}{book:9.0f}{move:9.0f}{book / reference:11.1%}{move / reference:10.1%}"
            f"{_cpu_ms(ours, 0):15.1f}{_cpu_ms(ours, 1):7.1f}"
        )
    print()


def _arrange(count: int) -> tuple[list[Any], list[int]]:
    """A park with `count` companies, and blocks of plenty of seats, two for each round of moves."""
    from django.db import transaction

    from gaiyue.base import clock
    from tests import make

    with clock.frozen(make.MONDAY), transaction.atomic():
        make.a_park()
        companies = [make.a_company(f"公司{n}") for n in range(count)]
        days = [
            f"2026-12-{day:02} {hour}:00"
            for day in (7, 8, 9, 10, 11)
            for hour in ("09", "11", "14", "16")
        ]
        blocks = [make.a_block(day, seats=SEATS) for day in days]
    return companies, blocks


def _deeds(batch: list[Any], blocks: list[int]) -> tuple[Callable[[], object], ...]:
    from gaiyue.base import clock
    from gaiyue.booking.move import Statement, move_appointment
    from tests import make

    references: list[str] = []

    def book() -> None:
        with clock.frozen(make.MONDAY):
            references.extend(
                make.booked(one, blocks[n % BLOCKS], key=f"b{n}") for n, one in enumerate(batch)
            )

    def move() -> None:
        why = Statement("travel")
        with clock.frozen(make.MONDAY):
            for n, (one, reference) in enumerate(zip(batch, references, strict=True)):
                to = blocks[(n + 1) % BLOCKS]
                move_appointment(
                    reference, to_block=to, actor=one.actor, statement=why, key=f"m{n}"
                )

    return book, move


def _rounds(
    batches: list[list[Any]], work: Callable[[list[Any]], tuple[Callable[[], object], ...]]
) -> list[list[Round]]:
    """Each batch in a forked process of its own; they begin every round together."""
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(len(batches)), context.SimpleQueue()

    def run(batch: list[Any]) -> None:
        done = []
        for act in work(batch):
            barrier.wait()
            wall, cpu = time.perf_counter(), time.process_time()
            act()
            done.append(Round(time.perf_counter() - wall, time.process_time() - cpu))
        answers.put(done)

    children = [context.Process(target=run, args=(batch,)) for batch in batches]
    for child in children:
        child.start()
    results = [answers.get() for _ in children]
    for child in children:
        child.join()
    return results


def in_processes(count: int, work: Callable[[], float]) -> list[float]:
    """The same work in so many forked processes at once, and what each of them answers."""
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(count), context.SimpleQueue()

    def run() -> None:
        barrier.wait()
        answers.put(work())

    children = [context.Process(target=run) for _ in range(count)]
    for child in children:
        child.start()
    results = [answers.get() for _ in children]
    for child in children:
        child.join()
    return results


def _rate(results: list[list[Round]], act: int) -> float:
    return len(results) * TIMES / max(rounds[act].wall for rounds in results)


def _cpu_ms(results: list[list[Round]], act: int) -> float:
    return 1000 * sum(rounds[act].cpu for rounds in results) / (len(results) * TIMES)


def _statements(company: Any, blocks: list[int]) -> str:
    """How many statements a booking and a move send, idempotency included, BEGIN and COMMIT not counted."""
    from django.db import connection

    count = 0

    def counted(execute: Any, *args: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*args)

    numbers = []
    for act in _deeds([company], blocks):
        count = 0
        with connection.execute_wrapper(counted):
            act()
        numbers.append(count)
    return "{} statements a booking (with the first of everything), {} a move, plus BEGIN and COMMIT".format(
        *numbers
    )


if __name__ == "__main__":
    main()
