"""`gaiyue open-day`: the park opens on a day on which it would be closed, with blocks from the templates."""

import argparse
from datetime import date

from gaiyue.booking.open_day import open_day
from gaiyue.calendars.occasions import WhyExtra
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which day, and why."""
    add_park(parser)
    parser.add_argument("day", type=date.fromisoformat, help="the day (ISO)")
    parser.add_argument("--why", type=WhyExtra, choices=list(WhyExtra), default=WhyExtra.OTHER)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    park = park_of(args)
    with answered(park):
        made = open_day(args.day, why=args.why, actor=operator(park))
    print(f"{args.day} is open; {made} new blocks up to that day")
    return 0
