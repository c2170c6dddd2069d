"""The visit is done."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking.events import AppointmentCompleted
from gaiyue.booking.receive import end, receive
from gaiyue.booking.states import State
from gaiyue.eventlog.record import record
from gaiyue.policy.judged import judged


@judged
@deed
def complete_visit(reference: str, *, actor: Actor, seen_version: int | None = None) -> None:
    """Complete a visit that was checked in. Raises Refused, and NotThere for who is not at the counter."""
    received = receive(reference, State.COMPLETED, actor=actor, seen_version=seen_version)
    if received is None:
        return
    visit, rules = received
    end(visit, rules.at)
    visit.save(update_fields=["state", "version", "live_key", "ended_at"])
    record(AppointmentCompleted(block=visit.block_id), subject=visit.reference, actor=actor)
