"""From the secret of a token to whom it acts as: one query, and nothing that a guess could be timed by."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.prepared import Find, Given
from gaiyue.base.transaction import deed
from gaiyue.people.issue_token import PREFIX, digest_of
from gaiyue.people.models import Membership, Staff, Token

KEPT_TO: Final = timedelta(minutes=5)
"""How old `used_at` may get while a token is in use: one write in that time, however many requests."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token acts as, and what its program may know of it. `enterprise` and its name are "" for staff.

    `is_due` says that its last use should be kept once more (`note_use`).
    """

    actor: Actor
    token: int
    name: str
    expires_at: datetime
    enterprise: str
    enterprise_name: str
    is_due: bool


def bearer_of(secret: str, *, park: str) -> Bearer | None:
    """Whoever the token acts as at this moment; None for what opens nothing here. One query.

    What the person may is looked up each time: a member who was removed, a colleague who left and a company that was
    merged end their tokens in the same breath. Found by the digest, which nobody can come nearer to by guessing.
    """
    if not secret.startswith(PREFIX):
        return None
    digest = digest_of(secret)
    row = _TOKEN(park=park, digest=digest)
    if row is None or not hmac.compare_digest(row.digest, digest) or not _is_live(row):
        return None
    found: Any = row  # with the two annotated columns
    role = found.as_member if row.enterprise else found.as_staff
    return _bearer(row, role) if role else None


def _with_roles() -> QuerySet[Token]:
    account = {"park": OuterRef("park"), "account": OuterRef("account")}
    member = Membership.objects.filter(**account, enterprise=OuterRef("enterprise"))
    staff = Staff.objects.filter(**account)
    return (
        Token.objects.filter(park=Given("park"), digest=Given("digest"))
        .select_related("account", "enterprise")
        .annotate(
            as_member=Subquery(member.values("role")[:1]),
            as_staff=Subquery(staff.values("role")[:1]),
        )
    )


_TOKEN = Find(_with_roles)


@deed
def note_use(token: int, *, park: str) -> None:
    """Keep that the token was used just now."""
    Token.objects.filter(park=park, pk=token).update(used_at=clock.now())


def _is_live(row: Token) -> bool:
    if row.revoked_at is not None or row.expires_at <= clock.now() or not row.account.is_active:
        return False
    return row.enterprise is None or row.enterprise.merged_into_id is None


def _bearer(row: Token, role: str) -> Bearer:
    company = row.enterprise
    scope = frozenset({company.code}) if company else frozenset()
    return Bearer(
        actor=Actor(row.park, row.account.code, role, scope, via=f"token:{row.pk}"),
        token=row.pk,
        name=row.name,
        expires_at=row.expires_at,
        enterprise=company.code if company else "",
        enterprise_name=company.name if company else "",
        is_due=row.used_at is None or row.used_at < clock.now() - KEPT_TO,
    )
