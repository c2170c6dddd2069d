"""The command that runs the web: which server, how many processes. Measured in docs/performance.md."""

import os
import sys


def web_processes() -> int:
    """One for each core that this process may use, and two at least, so that a page never waits behind one other."""
    return max(len(os.sched_getaffinity(0)), 2)


def web_command(host: str, port: str, *, processes: int) -> list[str]:
    """What runs the web: pages, API and streams."""
    web = [sys.executable, "-m", "uvicorn", "gaiyue.asgi:application", "--lifespan", "off"]
    where = ["--host", host, "--port", port, "--workers", str(processes)]
    # Streams don't end by themselves; whoever stops the product doesn't wait for them.
    quiet = ["--log-level", "warning", "--no-access-log", "--no-server-header"]
    quiet += ["--timeout-graceful-shutdown", "3"]
    return [*web, *where, *quiet]
