"""`gaiyue work`: a worker for one park or several."""

import argparse

from django.conf import settings

from gaiyue.ops.worker import run_until_signalled


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--park` may be given several times."""
    parser.add_argument("--park", action="append", help="code of a park (default: all known ones)")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    known = {settings.GAIYUE_DEFAULT_PARK, *settings.GAIYUE_PARK_CELLS}
    run_until_signalled(args.park or sorted(known))
    return 0
