"""What the three deeds at the counter share: lock the visit, let its rule decide, change its state."""

from datetime import datetime

from gaiyue.base.actor import Actor
from gaiyue.booking import facts
from gaiyue.booking.access import lock_visit
from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State, become
from gaiyue.people.permissions import May
from gaiyue.policy.decision import refuse_unless_allowed
from gaiyue.policy.rules.receive import ReceiveFacts, decide_receiving


def receive(
    reference: str, wanted: State, *, actor: Actor, seen_version: int | None = None
) -> tuple[Appointment, facts.Rules] | None:
    """The locked visit, now in the state `wanted`, unsaved; None when it was there already.

    A second press of the same button is no mistake. `seen_version` is what the caller looked at: when something was
    done with the visit since, that is said instead. Raises Refused, and NotThere for a visit that this actor may not
    receive.
    """
    visit = lock_visit(reference, actor=actor, what=May.RECEIVE_VISIT)
    if visit.state == wanted:
        return None
    rules = facts.rules_for(actor.park, visit.service.code)
    known = ReceiveFacts(
        asked_at=rules.at,
        state=visit.state,
        wanted=wanted.value,
        visit_starts_at=visit.block.starts_at,
        visit_ends_at=visit.block.ends_at,
        is_closed_by_park=not visit.block.is_open,
        is_changed_since=seen_version not in (None, visit.version),
    )
    refuse_unless_allowed(rules.judge(decide_receiving, known), subject=visit.reference)
    visit.state = become(visit.state, wanted)
    visit.version += 1
    return visit, rules


def end(visit: Appointment, at: datetime) -> None:
    """The visit is over: it no longer counts as one that the enterprise still has ahead."""
    visit.live_key = None
    visit.ended_at = at
