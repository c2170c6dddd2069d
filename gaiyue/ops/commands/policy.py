"""`gaiyue policy`: show the rules in force, or put new ones in force from a file of settings."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from gaiyue.base import clock
from gaiyue.booking.queries.services import service
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of
from gaiyue.policy.limits_json import from_json, to_json
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.queries import WHOLE_PARK, limits_in_force
from gaiyue.policy.wording import describe_limits, say_edition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which service, and the settings to change as a JSON object in a file."""
    add_park(parser)
    parser.add_argument("--service", default=WHOLE_PARK, help="code (default: the whole park)")
    parser.add_argument("--json", action="store_true", help="show every setting as JSON")
    parser.add_argument("--change", type=Path, help='a file such as {"notice_days": 2}')
    parser.add_argument(
        "--from",
        dest="effective_from",
        type=moment,
        help="in force from this moment, on the park's clock where no offset is given (default: now)",
    )


def run(args: argparse.Namespace) -> int:
    """Show the sentences that companies read, of the rules in force or of those just published."""
    park = park_of(args)
    with answered(park):
        if args.service != WHOLE_PARK:
            service(args.service, park=park)
        limits, edition = limits_in_force(park, args.service, clock.now())
        if args.change:
            changed = _changes(args.change)
            limits = from_json({**to_json(limits), **changed})
            edition = publish_edition(
                park,
                args.service,
                limits=limits,
                actor=operator(park),
                effective_from=args.effective_from,
            )
        if args.json:
            print(json.dumps(to_json(limits), ensure_ascii=False, indent=2))
        else:
            print(say_edition(edition))
            for sentence in describe_limits(limits):
                print(f"  {sentence}")
    return 0


def _changes(file: Path) -> dict[str, object]:
    """The settings in the file; ends the command with code 2 and a plain word where they can't be read."""
    try:
        changed = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as trouble:
        print(f"{file} can't be read: {trouble}", file=sys.stderr)
    except json.JSONDecodeError as wrong:
        print(f"{file} is not JSON: {wrong}", file=sys.stderr)
    else:
        if isinstance(changed, dict):
            return changed
        print(f'{file} must hold an object such as {{"notice_days": 2}}', file=sys.stderr)
    raise SystemExit(2)


def moment(written: str) -> datetime:
    """What `--from` says, on the clock of the park."""
    at = datetime.fromisoformat(written)
    return at.astimezone(clock.ZONE) if at.tzinfo else at.replace(tzinfo=clock.ZONE)
