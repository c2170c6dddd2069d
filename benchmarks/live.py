"""Open pages on one small machine: memory per stream, and how late each hears of a booking while all are open.

The reference is the relay itself: how long after its commit a booking has its number. What the pages add to that is
ours. One process of the web, one worker; everything on this machine.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks import serving

OPEN = (0, 100, 500, 1000)
BOOKINGS = 20
"""Bookings while the pages are open, half a second apart."""


def main() -> None:
    """Serve a park of its own and print a table."""
    if sys.argv[1:] == ["measure"]:
        measure()
        return
    with tempfile.TemporaryDirectory(prefix="gaiyue-bench-") as folder:
        settings = {"GAIYUE_VAR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "benchmarks.live", "measure"]
        if os.spawnve(os.P_WAIT, sys.executable, command, {**os.environ, **settings}):
            raise SystemExit("measuring the streams failed")


def measure() -> None:
    """Open more and more pages, and book while they listen."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests import make

    call_command("migrate", verbosity=0, interactive=False)
    make.a_park()
    companies = [make.a_company(f"公司{n}") for n in range(BOOKINGS * len(OPEN))]
    block = make.a_block(_in_two_weeks(), seats=999)
    port = serving.free_port()
    web = _start(
        "uvicorn",
        "gaiyue.asgi:application",
        "--port",
        str(port),
        "--lifespan",
        "off",
        "--log-level",
        "error",
        "--timeout-graceful-shutdown",
        "1",
    )
    work = _start("gaiyue", "work", "--park", make.PARK)
    try:
        serving.wait_for(port)
        print(
            f"{BOOKINGS} bookings while the pages are open; one process of the web, one worker.\n"
        )
        print(
            "  open   memory MB   KB a stream   numbered ms   heard ms: p50    p95    slowest   missed"
        )
        bare = 0.0
        for count in OPEN:
            batch = [companies.pop() for _ in range(BOOKINGS)]
            seen = asyncio.run(_listen(port, count, lambda one: make.booked(one, block), batch))
            memory = serving.memory_mb(web.pid)
            bare = bare or memory
            each = (memory - bare) * 1024 / count if count else 0
            print(f"  {count:4}{memory:12.0f}{each:14.1f}{seen}", flush=True)
    finally:
        for process in (web, work):
            process.terminate()
            process.wait()


async def _listen(port, count, book, companies):  # type: ignore[no-untyped-def]
    """Book one after the other while `count` pages listen; the columns of the table."""
    from gaiyue.eventlog.feed import head
    from tests import make

    heard: list[float] = []
    booked_at: list[float] = []
    pages = [asyncio.create_task(_page(port, heard, booked_at)) for _ in range(count)]
    await asyncio.sleep(1 + count / 200)
    numbered: list[float] = []
    loop = asyncio.get_running_loop()
    for company in companies:
        before = await loop.run_in_executor(None, head, make.PARK)
        await loop.run_in_executor(None, book, company)
        booked_at.append(time.perf_counter())
        while await loop.run_in_executor(None, head, make.PARK) == before:
            await asyncio.sleep(0.01)
        numbered.append(time.perf_counter() - booked_at[-1])
        await asyncio.sleep(1.0)
    for page in pages:
        page.cancel()
    await asyncio.gather(*pages, return_exceptions=True)
    late = f"{statistics.median(numbered) * 1000:14.0f}"
    if not heard:
        return late
    heard.sort()
    p95 = heard[int(len(heard) * 0.95) - 1]
    missed = count * len(companies) - len(heard)
    return f"{late}{statistics.median(heard) * 1000:15.0f}{p95 * 1000:8.0f}{heard[-1] * 1000:10.0f}{missed:9}"


async def _page(port: int, heard: list[float], booked_at: list[float]) -> None:
    """One open page: reads its stream, and notes how long after the last booking it heard of one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    now = int(time.time())
    request = (
        f"GET /live/?topics=blocks:tax-registration&at={now} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    writer.write(request.encode())
    try:
        while line := await reader.readline():
            if line.startswith(b"event: blocks:") and booked_at:
                heard.append(time.perf_counter() - booked_at[-1])
    finally:
        writer.close()


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own programs


def _in_two_weeks() -> str:
    from datetime import timedelta

    from gaiyue.base import clock

    return f"{clock.today() + timedelta(days=14)} 09:00"


if __name__ == "__main__":
    main()
