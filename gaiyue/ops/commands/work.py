"""`gaiyue work`: a worker for one park or several."""

import argparse

from gaiyue.ops.commands.parks import known_parks
from gaiyue.ops.worker import run_until_signalled


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--park` may be given several times."""
    parser.add_argument("--park", action="append", help="code of a park (default: all known ones)")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    run_until_signalled(args.park or known_parks())
    return 0
