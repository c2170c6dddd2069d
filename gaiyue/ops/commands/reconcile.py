"""`gaiyue reconcile`: compare every block's count with the visits that hold a seat of it."""

import argparse
from datetime import date

from gaiyue.base.cells import in_park
from gaiyue.booking.reconcile import find_mismatches
from gaiyue.ops.commands.parks import add_park, park_that_is_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which park, and from which day on."""
    add_park(parser)
    parser.add_argument(
        "--since", type=date.fromisoformat, default=date.min, help="first day (ISO)"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every block adds up, 1 otherwise."""
    park = park_that_is_open(args)
    with in_park(park):
        wrong = find_mismatches(park, since=args.since)
    for one in wrong:
        print(f"block {one.block}: counts {one.taken}, but {one.held} visits hold a seat")
    print("every block adds up" if not wrong else f"{len(wrong)} blocks are wrong")
    return 1 if wrong else 0
