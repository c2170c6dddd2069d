"""What commands share: which park they are for, in whose name, and how a refusal is printed."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gaiyue.base.actor import Actor
from gaiyue.base.cells import in_park
from gaiyue.base.errors import NotThere, Refusal


def add_park(parser: argparse.ArgumentParser) -> None:
    """`--park CODE`; the default park otherwise."""
    parser.add_argument("--park", help="code of the park (default: the park of the settings)")


def park_of(args: argparse.Namespace) -> str:
    """The park that the command is for."""
    from django.conf import settings  # noqa: PLC0415 - settings are ready only when a command runs

    return str(args.park or settings.GAIYUE_DEFAULT_PARK)


def operator(park: str) -> Actor:
    """Whoever sits at the command line; the record says so."""
    return Actor(park=park, code="system:operator", role="system")


@contextmanager
def answered(park: str) -> Iterator[None]:
    """Work in the park; a refusal is printed with its facts and ends the command with code 1."""
    try:
        with in_park(park):
            yield
    except Refusal as no:
        print(f"refused: {no.code}", file=sys.stderr)
        for name, value in no.facts.items():
            print(f"  {name}: {value}", file=sys.stderr)
        raise SystemExit(1) from None
    except NotThere as what:
        print(f"not there: {what}", file=sys.stderr)
        raise SystemExit(1) from None
