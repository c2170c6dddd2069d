"""`gaiyue release-reserve`: give unused emergency seats to everybody once their time has come."""

import argparse

from gaiyue.booking.release_reserve import release_reserve
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which park."""
    add_park(parser)


def run(args: argparse.Namespace) -> int:
    """Do what the worker does every five minutes."""
    park = park_of(args)
    with answered(park):
        blocks = release_reserve(actor=operator(park))
    print(f"the reserve of {blocks} blocks was released")
    return 0
