"""The company has arrived."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking.events import AppointmentCheckedIn
from gaiyue.booking.receive import receive
from gaiyue.booking.states import State
from gaiyue.eventlog.record import record
from gaiyue.policy.judged import judged


@judged
@deed
def check_in(reference: str, *, actor: Actor, seen_version: int | None = None) -> None:
    """Check the visit in, on its day. Raises Refused, and NotThere for who is not at the counter."""
    received = receive(reference, State.CHECKED_IN, actor=actor, seen_version=seen_version)
    if received is None:
        return
    visit, rules = received
    visit.received_at = rules.at
    visit.save(update_fields=["state", "version", "received_at"])
    record(AppointmentCheckedIn(block=visit.block_id), subject=visit.reference, actor=actor)
