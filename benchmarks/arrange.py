"""A park to be measured: companies, each with a token for its program, and blocks with room for all of them."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

SERVICE, LOCATION = "tax-registration", "lakeside"
HOURS = ("09", "11", "14", "16")
SEATS = 300


@dataclass(frozen=True, slots=True)
class Program:
    """A company with the secret of its token."""

    company: str
    secret: str


def a_park() -> None:
    """The tables, and a park with its rules; in the process of the caller."""
    from django.core.management import call_command
    from django.db import transaction

    from tests import make

    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        make.a_park()


def blocks(days: int = 5) -> list[int]:
    """Blocks of four times a day on working days in two weeks and more."""
    from django.db import transaction

    from tests import make

    with transaction.atomic():
        return [
            make.a_block(f"{day} {hour}:00", seats=SEATS) for day in _days(days) for hour in HOURS
        ]


def programs(count: int, *, begin: int = 0) -> list[Program]:
    """So many companies, each with a person in charge and a token; written in bulk, since they are not measured."""
    from django.db import transaction

    from gaiyue.base import clock
    from gaiyue.people.models import Account, Enterprise, Membership, Token
    from tests import make

    numbers = range(begin, begin + count)
    park, now = make.PARK, clock.now()
    found = [Program(f"B{number:08}", f"gy_live_{number:043}") for number in numbers]
    with transaction.atomic():
        companies = Enterprise.objects.bulk_create(
            Enterprise(
                park=park, code=one.company, name=f"企业{one.company}", industry="集成电路", size="small",
                credit_code=f"{number:018}", is_verified=True,
            )
            for number, one in zip(numbers, found, strict=True)
        )  # fmt: skip
        accounts = Account.objects.bulk_create(
            Account(park=park, login=f"{one.company}@example.com", name="张三") for one in found
        )
        Membership.objects.bulk_create(
            Membership(park=park, account=account, enterprise=company, role="owner")
            for account, company in zip(accounts, companies, strict=True)
        )
        Token.objects.bulk_create(
            Token(
                park=park, account=account, enterprise=company, name="program", hint=one.secret[-4:],
                digest=hashlib.sha256(one.secret.encode()).hexdigest(), issued_by="system:bench",
                issued_at=now, expires_at=now + timedelta(days=90), used_at=now,
            )
            for account, company, one in zip(accounts, companies, found, strict=True)
        )  # fmt: skip
    return found


def actor_of(program: Program) -> Any:
    """The same company as an actor, for deeds that are called without HTTP."""
    from gaiyue.base.actor import Actor
    from gaiyue.people.models import Account
    from tests import make

    account = Account.objects.get(park=make.PARK, login=f"{program.company}@example.com")
    return Actor(make.PARK, account.code, "owner", frozenset({program.company}))


def _days(count: int) -> list[str]:
    from gaiyue.base import clock
    from gaiyue.calendars.queries import working_calendar
    from tests import make

    calendar = working_calendar(make.PARK)
    found, day = [], clock.today() + timedelta(days=13)
    while len(found) < count:
        day += timedelta(days=1)
        if calendar.is_working(day):
            found.append(day.isoformat())
    return found
