"""`gaiyue close-day`: the whole park closes on a day; without --yes it only shows whom that would concern."""

import argparse
from datetime import date

from gaiyue.booking.close_blocks import Closing, preview_closing
from gaiyue.booking.close_day import close_day
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of, print_effect


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which day, and why."""
    add_park(parser)
    parser.add_argument("day", type=date.fromisoformat, help="the day (ISO)")
    parser.add_argument("--why", type=WhyClosed, choices=list(WhyClosed), default=WhyClosed.OTHER)
    parser.add_argument("--yes", action="store_true", help="do it")


def run(args: argparse.Namespace) -> int:
    """Show the effect, or do it."""
    park = park_of(args)
    with answered(park):
        if args.yes:
            effect = close_day(args.day, why=args.why, actor=operator(park))
        else:
            effect = preview_closing(Closing(args.day, args.why.value), actor=operator(park))
    print_effect(effect, is_done=args.yes)
    return 0
