"""What commands share: which park they are for, in whose name, and how a refusal is printed."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.cells import in_park
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.close_blocks import Effect
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.queries import CalendarMissing
from gaiyue.people.queries import is_open
from gaiyue.policy.queries import PolicyMissing


def add_park(parser: argparse.ArgumentParser) -> None:
    """`--park CODE`; the default park otherwise."""
    parser.add_argument("--park", help="code of the park (default: the park of the settings)")


def park_of(args: argparse.Namespace) -> str:
    """The park that the command is for."""
    from django.conf import settings  # noqa: PLC0415 - settings are ready only when a command runs

    return str(args.park or settings.GAIYUE_DEFAULT_PARK)


def park_that_is_open(args: argparse.Namespace) -> str:
    """The same, for a command that only looks: ends it with code 2 where nobody has opened such a park."""
    park = park_of(args)
    with in_park(park):
        if not is_open(park):
            print(f"there is no open park {park!r}: check its code and its cell", file=sys.stderr)
            raise SystemExit(2)
    return park


def known_parks() -> list[str]:
    """Every park that the settings name: the default one, those with a cell, those with a host name."""
    from django.conf import settings  # noqa: PLC0415 - settings are ready only when a command runs

    hosted = settings.GAIYUE_PARK_HOSTS.values()
    return sorted({settings.GAIYUE_DEFAULT_PARK, *settings.GAIYUE_PARK_CELLS, *hosted})


def operator(park: str) -> Actor:
    """Whoever sits at the command line; the record says so."""
    return Actor(park=park, code="system:operator", role="system")


@contextmanager
def answered(park: str) -> Iterator[None]:
    """Work in the park; a refusal is said in words with its facts and ends the command with code 1."""
    try:
        with in_park(park):
            yield
    except Refusal as no:
        print(say_refusal(no), file=sys.stderr)
        raise SystemExit(1) from None
    except NotThere as what:
        print(_("没有这个：%(what)s。请核对编号。") % {"what": what}, file=sys.stderr)
        raise SystemExit(1) from None
    except (PolicyMissing, CalendarMissing) as missing:
        print(missing, file=sys.stderr)
        raise SystemExit(1) from None


def print_effect(effect: Effect, *, is_done: bool) -> None:
    """Whom a closing concerns, or would concern."""
    for visit in effect.visits:
        starts = f"{clock.local(visit.starts_at):%Y-%m-%d %H:%M}"
        print(f"  {visit.reference}  {starts}  {visit.service}  {visit.enterprise}")
    done = "closed" if is_done else "would be closed (add --yes to do it)"
    print(f"{len(effect.blocks)} blocks {done}")
    print(f"{len(effect.visits)} visits may then be moved free of notice")
