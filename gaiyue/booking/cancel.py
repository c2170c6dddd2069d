"""Cancel a visit and give its seat back at once."""

from gaiyue.base.actor import Actor
from gaiyue.base.plain_text import some_lines
from gaiyue.base.transaction import Again, deed
from gaiyue.booking import facts
from gaiyue.booking.access import access_visit, lock_visit, plain_reference
from gaiyue.booking.events import AppointmentCancelled
from gaiyue.booking.seats import exchange_seats
from gaiyue.booking.states import State, become
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.permissions import May
from gaiyue.policy.decision import Decision, refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.rules.cancel import CancelFacts, decide_cancel
from gaiyue.policy.tallies import give_back


@judged
@deed
def cancel_appointment(
    reference: str, *, actor: Actor, note: str = "", key: str | None = None
) -> None:
    """Cancel the visit. Its seat and its count in the period are free again; the reference stays readable.

    `note` is what the person wants to say; `key` makes it idempotent. Raises Refused, NotThere and KeyReused.
    """
    once = Once(actor, "cancel", key, {"reference": plain_reference(reference), "note": note})
    if once.answered({}) is not None:
        return
    seen = access_visit(reference, actor=actor, what=May.CANCEL_VISIT)
    give_back(actor.park, seen.tally_key)  # the counter's row is locked before the visit's, always
    visit = lock_visit(reference, actor=actor, what=May.CANCEL_VISIT)
    if visit.tally_key != seen.tally_key:
        raise Again  # its company was merged meanwhile: the count is under another key now
    rules = facts.rules_for(actor.park, visit.service.code)
    known = CancelFacts(asked_at=rules.at, state=visit.state, visit_starts_at=visit.block.starts_at)
    refuse_unless_allowed(rules.judge(decide_cancel, known), subject=visit.reference)
    visit.state = become(visit.state, State.CANCELLED)
    visit.holds_seat = False
    visit.live_key = None
    visit.ended_at = rules.at
    visit.version += 1
    visit.save(update_fields=["state", "holds_seat", "live_key", "ended_at", "version"])
    record(
        AppointmentCancelled(block=visit.block_id, starts_at=visit.block.starts_at),
        subject=visit.reference,
        actor=actor,
        edition=rules.edition.code,
        details={"note": some_lines(note)},
        about=visit.enterprise.code,
    )
    exchange_seats(give_back=visit.block_id)


def preview_cancelling(reference: str, *, actor: Actor) -> Decision:
    """What cancelling would be answered; nothing is changed. Raises NotThere like the deed."""
    visit = access_visit(reference, actor=actor, what=May.CANCEL_VISIT)
    rules = facts.rules_for(actor.park, visit.service.code)
    known = CancelFacts(asked_at=rules.at, state=visit.state, visit_starts_at=visit.block.starts_at)
    return rules.judge(decide_cancel, known)
