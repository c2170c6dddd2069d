"""End a token: whoever has its secret is nobody from the next request on."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.people.access import access_enterprise
from gaiyue.people.end_tokens import end
from gaiyue.people.models import Token
from gaiyue.people.permissions import May, may


@deed
def revoke_token(token: int, *, actor: Actor, enterprise: str = "") -> None:
    """End the token of the company, or one of staff without `enterprise`. One that is over already stays so.

    NotThere for a token that is not there for this actor.
    """
    row = _theirs(token, enterprise, actor)
    if row.revoked_at is None:
        end(row, actor=actor)


def _theirs(token: int, enterprise: str, actor: Actor) -> Token:
    rows = Token.objects.filter(park=actor.park, pk=token)
    if enterprise:
        company = access_enterprise(enterprise, actor=actor, what=May.KEEP_TOKENS)
        rows = rows.filter(enterprise=company)
    elif may(actor, May.KEEP_TOKENS):
        rows = rows.filter(enterprise=None)
    else:
        raise NotThere(str(token))
    # The row itself first: PostgreSQL can't lock what an outer join may not find.
    list(rows.select_for_update().values_list("pk"))
    row = rows.select_related("account", "enterprise").first()
    if row is None:
        raise NotThere(str(token))
    return row
