"""`gaiyue add-session`: open an extra session on one day."""

import argparse
from datetime import date, datetime, time

from gaiyue.base import clock
from gaiyue.booking.add_session import Session, add_session
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, where, when and how many seats."""
    add_park(parser)
    parser.add_argument("service", help="code of the service")
    parser.add_argument("location", help="code of the location")
    parser.add_argument("day", type=date.fromisoformat, help="the day (ISO)")
    parser.add_argument("opens", type=time.fromisoformat, help="e.g. 09:00")
    parser.add_argument("closes", type=time.fromisoformat, help="e.g. 11:00")
    parser.add_argument("seats", type=int)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    park = park_of(args)
    session = Session(
        service=args.service,
        location=args.location,
        starts_at=datetime.combine(args.day, args.opens, tzinfo=clock.ZONE),
        ends_at=datetime.combine(args.day, args.closes, tzinfo=clock.ZONE),
        capacity=args.seats,
    )
    with answered(park):
        block = add_session(session, actor=operator(park))
    print(f"block {block} is open for booking")
    return 0
