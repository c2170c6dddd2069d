"""`gaiyue open-day`: the park opens on a day on which it would be closed, after showing what that would be."""

import argparse
from datetime import date

from gaiyue.booking.open_day import open_day
from gaiyue.calendars.occasions import WhyExtra
from gaiyue.calendars.queries import working_calendar
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which day, and why."""
    add_park(parser)
    parser.add_argument("day", type=date.fromisoformat, help="the day (ISO)")
    parser.add_argument("--why", type=WhyExtra, choices=list(WhyExtra), default=WhyExtra.OTHER)
    parser.add_argument("--yes", action="store_true", help="do it")


def run(args: argparse.Namespace) -> int:
    """Show what the day is, or open it."""
    park = park_of(args)
    with answered(park):
        if not args.yes:
            kind = working_calendar(park).kind(args.day)
            print(f"{args.day} is a day of the kind {kind.value!r} (add --yes to open it)")
            return 0
        made = open_day(args.day, why=args.why, actor=operator(park))
    print(f"{args.day} is open; {made} new blocks up to that day")
    return 0
