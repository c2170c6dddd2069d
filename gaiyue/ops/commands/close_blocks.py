"""`gaiyue close-blocks`: close blocks of a day; without --yes it only shows whom that would concern."""

import argparse
from datetime import date

from gaiyue.booking.close_blocks import Closing, close_blocks, preview_closing
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of, print_effect


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which day, where and what, and why."""
    add_park(parser)
    parser.add_argument("day", type=date.fromisoformat, help="the day (ISO)")
    parser.add_argument("--location", help="only this location (code)")
    parser.add_argument("--service", help="only this service (code)")
    parser.add_argument(
        "--because", type=WhyClosed, choices=list(WhyClosed), default=WhyClosed.OTHER
    )
    parser.add_argument("--yes", action="store_true", help="do it")


def run(args: argparse.Namespace) -> int:
    """Show the effect, or do it."""
    park = park_of(args)
    closing = Closing(args.day, args.because.value, args.location, args.service)
    with answered(park):
        act = close_blocks if args.yes else preview_closing
        effect = act(closing, actor=operator(park))
    print_effect(effect, is_done=args.yes)
    return 0
