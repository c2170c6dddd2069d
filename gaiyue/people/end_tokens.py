"""End the tokens of somebody who leaves, in the deed by which they leave: for good, also when they come back."""

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.issue_token import subject_of
from gaiyue.people.models import Account, Enterprise, Token
from gaiyue.people.token_events import TokenRevoked


def end_tokens_of_member(account: Account, company: Enterprise, *, actor: Actor) -> None:
    """What acts as this person for this company. The company's row is locked, so that none is given meanwhile."""
    _end(Token.objects.filter(account=account, enterprise=company), actor)


def end_tokens_of_staff(account: Account, *, actor: Actor) -> None:
    """What acts as this member of staff. The park's row is locked, so that none is given meanwhile."""
    _end(Token.objects.filter(account=account, enterprise=None), actor)


def end_tokens_of_company(company: Enterprise, *, actor: Actor) -> None:
    """All that the company has. Its row is locked, so that none is given meanwhile."""
    _end(Token.objects.filter(enterprise=company), actor)


def end(row: Token, *, actor: Actor) -> None:
    """This one, its row locked: whoever has its secret is nobody from the next request on."""
    row.revoked_at, row.revoked_by = clock.now(), actor.code
    row.save(update_fields=["revoked_at", "revoked_by"])
    company = Code(row.enterprise.code if row.enterprise else "")
    event = TokenRevoked(token=row.pk, account=Code(row.account.code), enterprise=company)
    record(event, subject=subject_of(row), actor=actor)


def _end(rows: QuerySet[Token], actor: Actor) -> None:
    live = rows.filter(park=actor.park, revoked_at=None).order_by("pk")
    # The rows themselves first: PostgreSQL can't lock what an outer join may not find.
    list(live.select_for_update().values_list("pk"))
    for row in live.select_related("account", "enterprise"):
        end(row, actor=actor)
