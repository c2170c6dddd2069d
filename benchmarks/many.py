"""How long pages take with a thousand, a hundred thousand and a million appointments in the park.

Three parks side by side, each with a server of its own, asked in turn: what else the machine does meets all three.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks import load, serving
from benchmarks.arrange import SERVICE

SIZES = (1_000, 100_000, 1_000_000)
ROUNDS, TOGETHER = 12, 20
"""Each page is asked so many times so often, the parks in turn."""
OLD_DAYS = {1_000: 10, 100_000: 200, 1_000_000: 730}
ASKING = 40
"""Companies whose pages are asked for, each with a visit booked by the deed."""


@dataclass(slots=True)
class Taken:
    """What a page took in one park."""

    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def late_ms(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def main() -> None:
    """Measure the engines named, SQLite unless told otherwise."""
    from tests.races.cluster import own_cluster

    if sys.argv[1:2] == ["build"]:
        build(int(sys.argv[2]), Path(sys.argv[3]))
        return
    wanted = sys.argv[1:] or ["sqlite"]
    with tempfile.TemporaryDirectory(prefix="gaiyue-bench-") as name:
        folder = Path(name)
        if "sqlite" in wanted:
            _engine("SQLite", {size: f"sqlite:{folder}/{size}.sqlite3" for size in SIZES}, folder)
        if "postgresql" in wanted:
            with own_cluster() as cluster:
                for size in SIZES:
                    cluster.run(f"CREATE DATABASE many{size}")
                _engine(
                    "PostgreSQL",
                    {size: cluster.address(f"many{size}") for size in SIZES},
                    folder / "pg",
                )


def _engine(name: str, cells: dict[int, str], folder: Path) -> None:
    environments = {size: _environment(cell, folder / str(size)) for size, cell in cells.items()}
    for size, environment in environments.items():
        started = time.perf_counter()
        pages = str(folder / f"{size}.json")
        serving.python("-m", "benchmarks.many", "build", str(size), pages, environment=environment)
        print(f"{name}: {size:,} appointments made in {time.perf_counter() - started:.0f} s")
    for environment in environments.values():
        collect = ("-m", "django", "collectstatic", "--no-input", "--verbosity=0")
        serving.python(*collect, environment=environment)
    asked = {size: json.loads((folder / f"{size}.json").read_text()) for size in SIZES}
    with ExitStack() as servers:
        ports = {
            size: servers.enter_context(_served(environment))
            for size, environment in environments.items()
        }
        _ask(name, asked, ports)


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    with serving.web(processes=1, environment=environment) as (port, web):
        yield port, web


def _environment(cell: str, var: Path) -> dict[str, str]:
    var.mkdir(parents=True, exist_ok=True)
    return {
        "GAIYUE_CELLS": f"default={cell}",
        "GAIYUE_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "gaiyue.settings",
    }


def _ask(
    name: str, asked: dict[int, dict[str, list[str]]], ports: dict[int, tuple[int, int]]
) -> None:
    print(
        f"\n{name}, milliseconds by appointments in the park (one web process, one client)\n"
        "  page                     1,000: p50    p95    100,000: p50   p95   1,000,000: p50   p95"
        "   p95 ratio  CPU ratio"
    )
    for page in asked[SIZES[0]]:
        taken = {size: Taken() for size in SIZES}
        for number in range(ROUNDS + 1):
            for size in SIZES:
                port, web = ports[size]
                requests = [one.encode() for one in asked[size][page]]
                batch = [requests[(number * TOGETHER + n) % len(requests)] for n in range(TOGETHER)]
                before = serving.cpu_seconds(web)
                fired = load.fire(port, batch, clients=1)
                if set(fired.statuses) != {200}:
                    raise SystemExit(f"{page}: {set(fired.statuses)}")
                if number:  # the first round fills caches
                    taken[size].seconds += fired.seconds
                    taken[size].cpu += serving.cpu_seconds(web) - before
        small, large = taken[SIZES[0]], taken[SIZES[-1]]
        row = "".join(f"{one.late_ms(0.5):12.1f}{one.late_ms(0.95):7.1f}" for one in taken.values())
        ratios = (large.late_ms(0.95) / small.late_ms(0.95), large.cpu / max(small.cpu, 0.01))
        print(f"  {page:22}{row}{ratios[0]:12.2f}{ratios[1]:11.2f}", flush=True)


def build(size: int, pages: Path) -> None:
    """A park with so many appointments, and the requests of its pages as a file."""
    import django

    django.setup()
    from django.db import connection

    from benchmarks import arrange
    from gaiyue.base.statistics import refresh_statistics

    arrange.a_park()
    companies, references, targets = _fill(size)
    refresh_statistics("default")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    pages.write_text(json.dumps(_requests(companies, references, targets)))


def _fill(size: int) -> tuple[list[Any], list[str], list[int]]:
    """The appointments: those who ask, the references of their visits, and blocks where these could move to."""
    from gaiyue.base import clock
    from tests import make
    from tests.web import many

    parts, today = many.Parts.of_the_park(), clock.today()
    near = many.blocks(parts, today - timedelta(days=7), today + timedelta(days=28))
    old = many.blocks(parts, today - timedelta(days=7 + OLD_DAYS[size]), today - timedelta(days=8))
    ahead = [one for one in near if one.on > today + timedelta(days=8)]
    first = next(one for one in parts.services if one.code == SERVICE)
    wanted = [one.pk for one in ahead if one.service_id == first.pk]
    companies = [make.a_company(f"公司{n}") for n in range(ASKING)]
    references = [make.booked(one, wanted[n]) for n, one in enumerate(companies)]
    firms = many.companies(max(size // 50, 20), name="海云")
    booked = many.State.BOOKED
    live = [many.a_visit(one, ahead[n * 31 % len(ahead)], booked) for n, one in enumerate(firms)]
    many.enter(live, actors=[make.HOUSE.code, make.HOUSE.code])
    many.enter_over(size - len(live) - ASKING, firms=firms, old=old)
    return companies, references, wanted[ASKING:]


def _requests(
    companies: list[Any], references: list[str], targets: list[int]
) -> dict[str, list[str]]:
    """Page → the requests of it, by people who are signed in, or by their programs."""
    from tests import make

    people = [f"Cookie: {_session(one.account)}\r\n" for one in companies]
    clerk = f"Cookie: {_session(int(make.staff('clerk').code.split(':')[1]))}\r\n"
    tokens = [f"Authorization: Bearer {_token(one)}\r\n" for one in companies]
    each = list(zip(people, references, strict=True))
    made = {
        "availability (API)": [
            load.get(f"/api/v1/services/{SERVICE}/availability", headers=one) for one in tokens
        ],
        "availability (page)": [
            load.get(f"/services/{SERVICE}/book/", headers=one) for one in people
        ],
        "change page": [load.get(f"/appointments/{ref}/move/", headers=one) for one, ref in each],
        "change, last look": [
            load.get(
                f"/appointments/{ref}/move/check/?block={targets[n % len(targets)]}", headers=one
            )
            for n, (one, ref) in enumerate(each)
        ],
        "a company's visits": [load.get("/appointments/", headers=one) for one in people],
        "one visit (API)": [
            load.get(f"/api/v1/appointments/{ref}", headers=one)
            for one, ref in zip(tokens, references, strict=True)
        ],
        "board of the day": [load.get("/console/", headers=clerk)],
        "search at the desk": [
            load.get(f"/console/find/?q={quote(one.name)}&in=visits", headers=clerk)
            for one in companies
        ],
    }
    return {page: [one.decode() for one in requests] for page, requests in made.items()}


def _session(account: int) -> str:
    from django.conf import settings
    from django.test import Client

    from gaiyue.people.sign_in import account_of
    from tests import make

    client, row = Client(), account_of(make.PARK, account)
    if row is None:
        raise LookupError(account)
    client.force_login(row)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _token(company: Any) -> str:
    from gaiyue.people.issue_token import NewToken, issue_token

    new = NewToken(name="ERP", days=30, enterprise=company.code)
    return issue_token(new, actor=company.actor).secret


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaiyue.settings")
    main()
