"""`gaiyue set-capacity`: give a block more or fewer seats; refused below what is taken, naming the visits."""

import argparse
import sys

from gaiyue.booking.set_capacity import VisitsConcerned, set_capacity
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which block, and how many seats."""
    add_park(parser)
    parser.add_argument("block", type=int, help="id of the block")
    parser.add_argument("seats", type=int, help="its new capacity")


def run(args: argparse.Namespace) -> int:
    """Do it."""
    park = park_of(args)
    with answered(park):
        try:
            set_capacity(args.block, capacity=args.seats, actor=operator(park))
        except VisitsConcerned as concerned:
            for reference in concerned.references:
                print(f"  {reference}", file=sys.stderr)
            raise
    print(f"block {args.block} has {args.seats} seats now")
    return 0
