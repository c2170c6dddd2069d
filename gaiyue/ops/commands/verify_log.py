"""`gaiyue verify-log`: prove the chain of the record, or name the first broken row."""

import argparse
from pathlib import Path

from django.conf import settings

from gaiyue.base.cells import in_park
from gaiyue.eventlog.heads import examine_heads
from gaiyue.eventlog.verify import erasures, verify_log
from gaiyue.ops.commands.parks import add_park, park_that_is_open


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which park, and against which published heads."""
    add_park(parser)
    parser.add_argument(
        "--heads", type=Path, help="file of published heads (default: the park's own)"
    )


def run(args: argparse.Namespace) -> int:
    """0 when all of it holds, 1 with each broken line of the heads and the first broken row otherwise."""
    park = park_that_is_open(args)
    path = args.heads or settings.GAIYUE_HEADS / f"{park}.heads"
    heads, forged = examine_heads(path)
    for wrong in forged:
        print(f"broken: {wrong}")
    with in_park(park):
        found = verify_log(park, heads=heads)
        for event, how in erasures(park):
            print(f"event {event}: {how}")
    print(
        f"{park}: {found.links} links, {found.texts} texts ({found.erased} erased), "
        f"{found.waiting} events not numbered yet, {found.heads} published heads"
    )
    if not heads:
        print(
            "no published head to compare with: a cut tail or a full recomputation would not show"
        )
    if found.broken is not None:
        print(
            f"broken at number {found.broken.number}, event {found.broken.event}: {found.broken.wrong}"
        )
        return 1
    print("the chain holds")
    return 1 if forged else 0
