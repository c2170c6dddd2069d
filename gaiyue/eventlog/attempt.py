"""Keep a refused request: it feeds the what-if replay and the figure of changes wanted but not made."""

from collections.abc import Mapping

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed as one_transaction
from gaiyue.eventlog.models import Attempt


@one_transaction
def record_attempt(
    *,
    deed: str,
    subject: str,
    actor: Actor,
    facts: Mapping[str, object],
    reasons: tuple[str, ...],
    edition: str,
) -> None:
    """Write one attempt, in a transaction of its own: the refused deed has been rolled back already."""
    Attempt.objects.create(
        park=actor.park,
        deed=deed,
        subject=subject,
        actor=actor.code,
        edition=edition,
        at=clock.now(),
        facts=dict(facts),
        reasons=list(reasons),
    )
