"""`gaiyue serve`: the whole product on one machine: web, worker and demo data, each a process of its own."""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import FrameType

from django.conf import settings

from gaiyue.base.cells import in_park
from gaiyue.ops.commands import setup
from gaiyue.ops.commands.parks import known_parks
from gaiyue.ops.demo.marker import latest_marker
from gaiyue.ops.demo.set_up import set_up_demo
from gaiyue.ops.web_server import web_command, web_processes

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - read, not bound
"""Hosts that mean "all addresses of this machine" and are none that a browser could open."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to fill in demo data."""
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
    parser.add_argument(
        "--workers", type=int, default=web_processes(), help="web processes (default: two a core)"
    )
    parser.add_argument("--no-demo", action="store_true", help="leave the park as it is")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; ends its processes with it, and ends when the web ends."""
    setup.run(args)
    parts = [[sys.executable, "-m", "gaiyue", "work"]]
    if not args.no_demo:
        print("==> demo park", flush=True)
        with in_park(settings.GAIYUE_DEFAULT_PARK):
            set_up_demo(settings.GAIYUE_DEFAULT_PARK)
        parts.append([sys.executable, "-m", "gaiyue", "demo"])
    doors = web_environment(os.environ, wants_demo=not args.no_demo)
    doors.setdefault("GAIYUE_ADDRESS", own_address(args.host, args.port))
    command = web_command(args.host, args.port, processes=args.workers)
    web = subprocess.Popen(command, env=doors)  # noqa: S603 - our own interpreter and arguments
    others = [subprocess.Popen(part, env=doors) for part in parts]  # noqa: S603 - the same
    stopped = threading.Event()

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()
        for process in (web, *others):
            if process.poll() is None:
                process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"\n==> Open http://{args.host}:{args.port}/  (Ctrl-C stops everything)\n", flush=True)
    code = web.wait()
    stop(signal.SIGTERM, None)
    for process in others:
        process.wait()
    return 0 if stopped.is_set() and code in (0, -signal.SIGTERM, -signal.SIGINT) else code


def web_environment(environment: Mapping[str, str], *, wants_demo: bool) -> dict[str, str]:
    """The environment of the web: people sign in by one click there only when all that it serves is a demo.

    The door is one for all parks of a process, so that a single real park keeps it shut. A GAIYUE_DEMO that says
    no is respected; one that says yes is not believed.
    """
    real = [park for park in known_parks() if not _is_demo(park)]
    if wants_demo and real:
        print(f"==> no sign-in by one click: not a demo park: {', '.join(real)}", flush=True)
    is_open = wants_demo and not real and environment.get("GAIYUE_DEMO", "1") == "1"
    return {**environment, "GAIYUE_DEMO": "1" if is_open else "0"}


def own_address(host: str, port: str) -> str:
    """How people on this machine reach it: links in mails begin with that unless GAIYUE_ADDRESS is set."""
    if host in EVERYWHERE:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_demo(park: str) -> bool:
    with in_park(park):
        return latest_marker(park) is not None
