"""Start the web as the product starts it, and read from the system what its processes take."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from gaiyue.ops.web_server import web_command

TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def web(*, processes: int, environment: dict[str, str] | None = None) -> Iterator[tuple[int, int]]:
    """The web on a free port of loopback: (port, process id); it ends with the block."""
    port = free_port()
    command = web_command("127.0.0.1", str(port), processes=processes)
    settings = {**os.environ, "GAIYUE_API_RATE": "1000000", **(environment or {})}
    server = subprocess.Popen(command, env=settings, start_new_session=True)  # noqa: S603 - our own
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when the web answers."""
    for _ in range(300):
        try:
            urlopen(f"http://127.0.0.1:{port}/services/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the web did not start")


def family(process: int) -> list[int]:
    """The process with all that it started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (stat := _stat(int(entry.name))):
            parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found, todo = [], [process]
    while todo:
        found.append(one := todo.pop())
        todo += parents.get(one, [])
    return found


def cpu_seconds(process: int) -> float:
    """CPU that the process and its children have taken so far."""
    stats = filter(None, map(_stat, family(process)))
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS


def memory_mb(process: int) -> float:
    """Resident memory of one process."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _stat(process: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    return text.rpartition(")")[2].split()  # from the state on, so that the parent is at 1


def python(*arguments: str, environment: dict[str, str]) -> None:
    """Run a part of the measuring in a process of its own, since Django is set up for one engine."""
    command = [sys.executable, *arguments]
    if os.spawnve(os.P_WAIT, sys.executable, command, {**os.environ, **environment}):
        raise SystemExit(f"{' '.join(arguments)} failed")
