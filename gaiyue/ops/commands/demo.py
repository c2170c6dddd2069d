"""`gaiyue demo`: set up the demo park where there is none, then tell its history up to now; safe to repeat."""

import argparse
import os
import sys
import time

from gaiyue.base.cells import in_park
from gaiyue.ops.commands.parks import add_park, park_of
from gaiyue.ops.demo.fill import NotADemo, Report, ToldElsewhere, fill_demo
from gaiyue.ops.demo.set_up import set_up_demo

POLITE = 10
"""Pages are served meanwhile: they come first."""

STOPPED = 130
"""What a shell expects of a command that Ctrl-C ended."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which park."""
    add_park(parser)


def run(args: argparse.Namespace) -> int:
    """0 when the history is told (now, or by somebody else), 1 in a park that is no demo, 130 after Ctrl-C."""
    park = park_of(args)
    os.nice(POLITE)
    with in_park(park):
        if set_up_demo(park):
            print(f"==> the demo park {park} is open", flush=True)
        try:
            fill_demo(park, _report())
        except NotADemo:
            print(f"The park {park} is no demo: nothing was made up in it.", file=sys.stderr)
            return 1
        except ToldElsewhere:
            print("Another process is filling the demo; this one leaves it to that one.")
        except KeyboardInterrupt:
            print("\nStopped; the next start goes on from here.")
            return STOPPED
    return 0


def _report() -> Report:
    """One line that overwrites itself on a terminal; elsewhere a line for every tenth."""
    started, shown = time.monotonic(), -1

    def on_terminal(done: int, total: int) -> None:
        print(f"\r==> demo data: {_percent(done, total):3d} %", end="", flush=True)
        if done >= total:
            print(f", complete after {time.monotonic() - started:.0f} s", flush=True)

    def on_paper(done: int, total: int) -> None:
        nonlocal shown
        tenth = _percent(done, total) // 10
        if tenth > shown:
            shown = tenth
            print(f"==> demo data: {tenth * 10:3d} %", flush=True)

    return on_terminal if sys.stdout.isatty() else on_paper


def _percent(done: int, total: int) -> int:
    return min(100 * done // total, 100) if total else 100
