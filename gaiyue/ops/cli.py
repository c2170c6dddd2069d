"""The `gaiyue` command line: one file per command in ops/commands, listed here."""

import argparse
import os
import sys
from importlib import import_module

import django

COMMANDS = {
    "setup": "prepare the databases: tables, ids of each cell, static files",
    "open-park": "open a real park: calendar, default rules, first administrator",
    "serve": "set up, then serve the product with demo data, a worker and the web",
    "work": "run a worker: number the record, do what is due",
    "demo": "fill a park with demo data by the real deeds",
    "verify-log": "prove the chain of the record, or name the first broken row",
    "reconcile": "compare every block's count with the visits that hold a seat",
    "policy": "show the rules in force, or publish new ones",
    "openapi": "print the OpenAPI document, or write its snapshot again",
    "publish-year": "take the notice of a year's holidays into the calendar",
    "close-day": "close the whole park on a day, after showing whom it concerns",
    "open-day": "open the park on a day on which it would be closed",
    "close-blocks": "close blocks of a day, after showing whom it concerns",
    "set-capacity": "give a block more or fewer seats",
    "add-session": "open an extra session on one day",
    "release-reserve": "give unused emergency seats to everybody once their time has come",
}
"""Command → what it does; the file is ops/commands/<name with _>.py with `add_arguments` and `run`."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or broken, 2 asked wrongly."""
    arguments = sys.argv[1:] if argv is None else argv
    asked = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    _prepare()
    parser = argparse.ArgumentParser(
        prog="gaiyue", description="改约: appointments that can be moved.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in COMMANDS.items():
        sub = commands.add_parser(name, help=what, description=what, allow_abbrev=False)
        if asked == name:
            _module(name).add_arguments(sub)
    args = parser.parse_args(arguments)
    code: int = _module(args.command).run(args)
    return code


def _prepare() -> None:
    """Load settings and models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaiyue.settings")
    django.setup()


def _module(name: str):  # type: ignore[no-untyped-def]
    return import_module(f"gaiyue.ops.commands.{name.replace('-', '_')}")
