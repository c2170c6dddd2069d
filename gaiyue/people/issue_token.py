"""Give a program a token: it acts as one person, for one company or as staff, until the day it expires."""

import hashlib
import secrets
import string
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import account_id, lock_enterprise
from gaiyue.people.memberships import membership_of
from gaiyue.people.models import Account, Enterprise, Token
from gaiyue.people.permissions import May, may
from gaiyue.people.staffing import lock_staff
from gaiyue.people.token_events import TokenIssued

PREFIX: Final = "gy_live_"
"""What every secret begins with, so that one that was pasted somewhere is recognised for what it is."""
SIGNS: Final = string.ascii_letters + string.digits
LENGTH: Final = 43
"""Signs after the prefix: 256 bits, so that a plain SHA-256 of them can't be tried out."""
NAME_LENGTH: Final = 64
DAYS: Final = (30, 90, 180, 365)
"""For how long a token can be given."""
MOST: Final = 20
"""Tokens in use at once, for one company and for one member of staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """What the program is called and for how many days it may; `enterprise` for a company's, `account` for staff's."""

    name: str
    days: int
    enterprise: str = ""
    account: int = 0


@dataclass(frozen=True, slots=True)
class Issued:
    """The new token; its secret is nowhere else and can't be read again."""

    id: int
    secret: str


@deed
def issue_token(new: NewToken, *, actor: Actor) -> Issued:
    """Give the token and its secret. A company's acts as the person who gives it, a member of staff's as that one.

    NotThere for a company or a colleague that is not there for this actor. Refusals: `token.nameless`,
    `token.too_long`, `token.days`, `token.too_many`.
    """
    name = _name(new)
    account, company = _whose(new, actor)
    mine = Token.objects.filter(park=actor.park, revoked_at=None, expires_at__gt=clock.now())
    mine = mine.filter(enterprise=company) if company else mine.filter(account=account)
    if mine.count() >= MOST:
        raise Refusal("token.too_many", {"most": MOST})
    secret = PREFIX + "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    row = Token.objects.create(
        park=actor.park,
        account=account,
        enterprise=company,
        name=name,
        digest=digest_of(secret),
        hint=secret[-4:],
        issued_by=actor.code,
        issued_at=clock.now(),
        expires_at=clock.now() + timedelta(days=new.days),
    )
    event = TokenIssued(
        token=row.pk,
        account=Code(account.code),
        enterprise=Code(company.code if company else ""),
        expires_at=row.expires_at,
    )
    record(event, subject=subject_of(row), actor=actor, details={"name": name})
    return Issued(row.pk, secret)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def subject_of(row: Token) -> str:
    """What an event about the token is about: the company, or the member of staff."""
    return f"enterprise:{row.enterprise.code}" if row.enterprise else row.account.code


def _name(new: NewToken) -> str:
    name = one_line(new.name)
    if not name:
        raise Refusal("token.nameless")
    if len(name) > NAME_LENGTH:
        raise Refusal("token.too_long", {"most": NAME_LENGTH})
    if new.days not in DAYS:
        raise Refusal("token.days", {"days": new.days})
    return name


def _whose(new: NewToken, actor: Actor) -> tuple[Account, Enterprise | None]:
    if new.enterprise:
        company = lock_enterprise(new.enterprise, actor=actor, what=May.KEEP_TOKENS)
        return membership_of(account_id(actor) or 0, company=company).account, company
    if not may(actor, May.KEEP_TOKENS):
        raise NotThere(str(new.account))
    row = lock_staff(new.account, actor=actor)
    if not row.account.is_active:
        raise NotThere(str(new.account))
    return row.account, None
