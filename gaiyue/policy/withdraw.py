"""Take back an edition of the limits before its moment comes; it decides nothing then, and stays to be read."""

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may
from gaiyue.policy.events import PolicyWithdrawn
from gaiyue.policy.models import PolicyEdition


@deed
def withdraw_edition(service: str, *, number: int, actor: Actor) -> None:
    """Withdraw edition `number` of the service's limits, or of the whole park's (queries.WHOLE_PARK).

    Refusals "policy.in_force_already": whoever asked since then was answered by it; "policy.withdrawn_already".
    NotThere for one that isn't there, and for an actor who may not publish rules.
    """
    if not may(actor, May.PUBLISH_RULES):
        raise NotThere(f"{service}/{number}")
    row = PolicyEdition.objects.filter(park=actor.park, service=service, number=number).first()
    if row is None:
        raise NotThere(f"{service}/{number}")
    if row.withdrawn_at is not None:
        raise Refusal("policy.withdrawn_already", {"number": number})
    now = clock.now()
    if row.effective_from <= now:
        raise Refusal("policy.in_force_already", {"number": number, "since": row.effective_from})
    waiting = PolicyEdition.objects.filter(pk=row.pk, withdrawn_at=None)
    if not waiting.update(withdrawn_at=now, withdrawn_by=actor.code):
        raise Again
    event = PolicyWithdrawn(service=Code(service), number=number, effective_from=row.effective_from)
    record(event, subject=f"policy:{service}", actor=actor, edition=f"{service}/{number}")
