"""The command that runs the web: which server, how many processes. Measured in docs/performance.md."""

import os
import sys
from typing import Final

AT_ONCE: Final = 2000
"""Connections of one process, streams of open pages among them; more are refused rather than kept in memory."""


def web_processes() -> int:
    """Two for each core that this process may use.

    A kept connection belongs to the process that accepted it, and a process runs Python on one core at a time: with
    one for each core a few busy connections often share a process, while another one has nothing to do.
    """
    return 2 * len(os.sched_getaffinity(0))


def web_command(host: str, port: str, *, processes: int) -> list[str]:
    """What runs the web: pages, API and streams."""
    web = [sys.executable, "-m", "uvicorn", "gaiyue.asgi:application", "--lifespan", "off"]
    where = ["--host", host, "--port", port, "--workers", str(processes)]
    # Streams don't end by themselves; whoever stops the product doesn't wait for them.
    quiet = ["--log-level", "warning", "--no-access-log", "--no-server-header"]
    quiet += ["--timeout-graceful-shutdown", "3"]
    bounded = ["--limit-concurrency", str(AT_ONCE)]
    return [*web, *where, *quiet, *bounded]
