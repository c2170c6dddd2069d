"""`gaiyue publish-year`: take the State Council's notice of a year into the park's calendar."""

import argparse

from gaiyue.calendars.publish_year import publish_year
from gaiyue.calendars.published import published_notice
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which year; its data come with the packages of the lock file, cross-checked between two of them."""
    add_park(parser)
    parser.add_argument("year", type=int)


def run(args: argparse.Namespace) -> int:
    """Do it; a year that is not out yet is refused in words."""
    park = park_of(args)
    with answered(park):
        done = publish_year(park, notice=published_notice(args.year), actor=operator(park))
    print(f"calendar edition {done.edition} is in force")
    for day in done.days:
        print(f"  {day.isoformat()} is no longer what it was")
    return 0
