"""Nobody came, or nobody came to the window."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking import facts
from gaiyue.booking.events import AppointmentLeft, AppointmentNoShow
from gaiyue.booking.receive import end, receive
from gaiyue.booking.states import State
from gaiyue.eventlog.record import record
from gaiyue.policy.judged import judged


@judged
@deed
def mark_no_show(reference: str, *, actor: Actor, seen_version: int | None = None) -> None:
    """Note that nobody came, once the block has begun. Its seat stays taken: the time is gone.

    Too many in a row pause the enterprise's own booking for a while; that follows from the record of the visits
    and is stored nowhere else. Who was checked in and never came to the window is noted as well, but counts for no
    pause: it was here, or the counter checked in the wrong one. Raises Refused, and NotThere for who is not at the
    counter.
    """
    received = receive(reference, State.NO_SHOW, actor=actor, seen_version=seen_version)
    if received is None:
        return
    visit, rules = received
    end(visit, rules.at)
    visit.save(update_fields=["state", "version", "live_key", "ended_at"])
    if visit.received_at is not None:
        record(AppointmentLeft(block=visit.block_id), subject=visit.reference, actor=actor)
        return
    held = facts.standing(visit.enterprise, visit.service.code, rules)
    record(
        AppointmentNoShow(block=visit.block_id, recent=held.missed, paused_until=held.paused_until),
        subject=visit.reference,
        actor=actor,
        edition=rules.edition.code,
    )
