"""`gaiyue open-park`: open a real park with its calendar, the default rules and its first administrator."""

import argparse
import re
import sys
from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gaiyue.base import clock
from gaiyue.base.cells import in_park
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.published import FIRST_YEAR, LAST_YEAR
from gaiyue.ops.commands.parks import add_park, answered, operator, park_of
from gaiyue.ops.opening import Opening, open_whole_park
from gaiyue.people.accounts import NewPerson
from gaiyue.people.open_park import NewDepartment, NewPark
from gaiyue.people.queries import is_open

_HOUR = r"(\d{2}:\d{2})"
HOURS = re.compile(rf"([1-7])(?:-([1-7]))?={_HOUR}-{_HOUR}(?:/{_HOUR}-{_HOUR})?")
WORKING_WEEK = "1-5=09:00-17:00/12:00-13:00"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the park is called, where it is, when it is open, and who begins to work in it."""
    add_park(parser)
    parser.add_argument("--name", required=True, help="name of the park in Chinese")
    parser.add_argument("--name-en", required=True, help="name of the park in English")
    parser.add_argument("--address", required=True, help="address in Chinese")
    parser.add_argument("--address-en", required=True, help="address in English")
    parser.add_argument("--phone", required=True, help="the number that companies call")
    parser.add_argument(
        "--department",
        action="append",
        required=True,
        type=department,
        metavar="CODE=中文名=ENGLISH NAME[=PHONE]",
        help="repeat for each department; the administrator belongs to the first one",
    )
    parser.add_argument(
        "--hours",
        action="append",
        type=hours,
        metavar="DAYS=OPENS-CLOSES[/LUNCH]",
        help=f"repeat for days that differ; 1 is Monday (default: {WORKING_WEEK})",
    )
    parser.add_argument(
        "--years",
        type=years,
        metavar="FIRST-LAST",
        help="years of the working-day calendar (default: last year to next year)",
    )
    parser.add_argument("--admin", required=True, help="name of the first administrator")
    parser.add_argument("--admin-email", required=True, type=email, help="address to sign in with")
    parser.add_argument("--admin-phone", default="", help="phone number of the administrator")


def run(args: argparse.Namespace) -> int:
    """Open it; where it is open already nothing changes, and the answer says so."""
    park = park_of(args)
    with in_park(park):
        if is_open(park):
            print(f"The park {park} is open already: nothing was changed.")
            return 0
    this_year = clock.today().year
    opening = Opening(
        park=NewPark(
            name_zh=args.name.strip(),
            name_en=args.name_en.strip(),
            address_zh=args.address.strip(),
            address_en=args.address_en.strip(),
            phone=args.phone.strip(),
            departments=tuple(args.department),
        ),
        years=args.years or range(this_year - 1, this_year + 2),
        hours={day: it for part in args.hours or [hours(WORKING_WEEK)] for day, it in part.items()},
        administrator=NewPerson(login=args.admin_email, name=args.admin, phone=args.admin_phone),
    )
    with answered(park):
        open_whole_park(opening, actor=operator(park))
    print(f"The park {park} is open.")
    print(f"{args.admin} asks for a password at {settings.GAIYUE_ADDRESS}/password/")
    if not settings.GAIYUE_SMTP:
        print("No mail can be sent yet: set GAIYUE_SMTP first.", file=sys.stderr)
    return 0


def department(written: str) -> NewDepartment:
    """`registration=登记注册科=Registration Section=021-5555 8300`; the phone may be left out."""
    code, *names = (part.strip() for part in written.split("="))
    if len(names) not in (2, 3) or not code or not all(names[:2]):
        raise argparse.ArgumentTypeError(
            f"{written!r}: a department is CODE=中文名=ENGLISH NAME, and =PHONE where it has one"
        )
    return NewDepartment(code=code, name_zh=names[0], name_en=names[1], phone="".join(names[2:]))


def hours(written: str) -> dict[int, OpeningHours]:
    """`1-5=09:00-17:00/12:00-13:00`: Monday to Friday, with a break at noon."""
    if not (found := HOURS.fullmatch(written.strip())):
        raise argparse.ArgumentTypeError(f"{written!r}: hours look like {WORKING_WEEK}")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise argparse.ArgumentTypeError(f"{written!r}: the first day comes after the last one")
    try:
        opens, closes, *lunch = (
            time.fromisoformat(it) if it else None for it in found.groups()[2:]
        )
        assert opens and closes  # noqa: S101, PT018 - the pattern has both
        of_day = OpeningHours(opens, closes, *lunch)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"{written!r}: {wrong}") from None
    return dict.fromkeys(range(first - 1, last), of_day)


def years(written: str) -> range:
    """`2026-2027`, or one year."""
    first, _dash, last = written.partition("-")
    try:
        found = range(int(first), int(last or first) + 1)
    except ValueError:
        found = range(0)
    if not found or found[0] < FIRST_YEAR or found[-1] > LAST_YEAR:
        raise argparse.ArgumentTypeError(
            f"{written!r}: years look like 2026-2027, from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return found


def email(written: str) -> str:
    """An address that mail can be sent to."""
    try:
        validate_email(written.strip())
    except ValidationError:
        raise argparse.ArgumentTypeError(f"{written!r} is no e-mail address") from None
    return written.strip()
