"""The tokens of a company, and those of the park's own systems, as their keepers read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.access import access_enterprise
from gaiyue.people.models import Token
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token without its secret: `hint` are its last signs, `account_name` the person whom it acts as.

    `state` is "live", "revoked", "expired", or "idle" while that person can't sign in.
    """

    id: int
    name: str
    hint: str
    account: int
    account_name: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class TokenPage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[TokenRow, ...]
    total: int
    number: int


def company_tokens(enterprise: str, *, actor: Actor, page: int = 1) -> TokenPage:
    """The tokens of the company, the latest first; NotThere for who may not keep them. Four queries."""
    company = access_enterprise(enterprise, actor=actor, what=May.KEEP_TOKENS)
    return _paged(Token.objects.filter(park=actor.park, enterprise=company), page)


def staff_tokens(*, actor: Actor, page: int = 1) -> TokenPage:
    """The tokens that act as staff, the latest first; NotThere for who may not keep them. Two queries."""
    if not may(actor, May.KEEP_TOKENS):
        raise NotThere("tokens")
    return _paged(Token.objects.filter(park=actor.park, enterprise=None), page)


def token_names(vias: Iterable[str], *, actor: Actor) -> dict[str, str]:
    """What acted in somebody's name ("token:12") → its name; one query, none where nothing did.

    A company reads the names of its own tokens only, staff read all.
    """
    numbers = {via.removeprefix("token:") for via in vias if via}
    if not numbers:
        return {}
    rows = Token.objects.filter(park=actor.park, pk__in=[one for one in numbers if one.isdecimal()])
    if not may(actor, May.SEE_BOARD):
        rows = rows.filter(enterprise__code__in=actor.scope)
    return {f"token:{pk}": name for pk, name in rows.values_list("pk", "name")}


def _paged(rows: QuerySet[Token], page: int) -> TokenPage:
    total = rows.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    wanted = rows.select_related("account").order_by("-pk")[(number - 1) * PAGE : number * PAGE]
    return TokenPage(tuple(_row(row) for row in wanted), total, number)


def _row(row: Token) -> TokenRow:
    return TokenRow(
        id=row.pk,
        name=row.name,
        hint=row.hint,
        account=row.account_id,
        account_name=row.account.name,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        state=_state(row),
    )


def _state(row: Token) -> str:
    if row.revoked_at is not None:
        return "revoked"
    if row.expires_at <= clock.now():
        return "expired"
    return "live" if row.account.is_active else "idle"
