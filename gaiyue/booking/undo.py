"""The counter takes back its last act: a slip costs a press, and a mistake seen later a reason. 撤销"""

from gaiyue.base.actor import Actor
from gaiyue.base.plain_text import some_lines
from gaiyue.base.transaction import deed
from gaiyue.booking import facts
from gaiyue.booking.access import lock_visit
from gaiyue.booking.events import AppointmentUndone
from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State, go_back
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May
from gaiyue.policy.decision import refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.rules.undo import ENDING, decide_undo, is_late

CHANGED = (
    "state",
    "version",
    "live_key",
    "received_at",
    "called_at",
    "called_to",
    "ended_at",
)


@judged
@deed
def undo_last_act(
    reference: str, *, what: str, actor: Actor, reason: str = "", seen_version: int | None = None
) -> None:
    """Take back `what` ("check_in", "call", "complete", "no_show") when it was the last act, on its day.

    Whoever is at a counter of the park may, after the first minute with a `reason`, which the record keeps. A second
    press of the same button is no mistake. The record keeps both, the act and that it was undone. `seen_version` is
    what the caller looked at. Raises Refused, and NotThere for who is not at the counter.
    """
    visit = lock_visit(reference, actor=actor, what=May.RECEIVE_VISIT)
    if _is_undone(visit, what):
        return
    rules = facts.rules_for(actor.park, visit.service.code)
    held = facts.standing(visit.enterprise, visit.service.code, rules)
    why = some_lines(reason)
    wanted = facts.Undoing(what=what, reason=why, seen_version=seen_version)
    known = facts.undo_facts(visit, wanted, held=held, rules=rules)
    refuse_unless_allowed(rules.judge(decide_undo, known), subject=visit.reference)
    _take_back(visit, what)
    if visit.live_key is None:
        place = next(k for k in range(1, rules.limits.live_per_service + 1) if k not in held.live)
        visit.live_key = f"{visit.enterprise.code}:{visit.service.code}:{place}"
    visit.version += 1
    visit.save(update_fields=CHANGED)
    record(
        AppointmentUndone(what=Code(what), late=is_late(known)),
        subject=visit.reference,
        actor=actor,
        details={"note": why} if why else {},
        about=visit.enterprise.code,
    )


def _is_undone(visit: Appointment, what: str) -> bool:
    """Whether the visit stands where taking this back leads: it was pressed twice."""
    if what == "call":
        return visit.state == State.CHECKED_IN and visit.called_at is None
    if what in ENDING and visit.received_at is not None:
        return visit.state == State.CHECKED_IN
    return visit.state == State.BOOKED


def _take_back(visit: Appointment, what: str) -> None:
    match what:
        case "call":
            visit.called_at = visit.called_to = None
        case "check_in":
            visit.state, visit.received_at = go_back(visit.state, State.BOOKED), None
        case _:  # it had ended: as completed, or because nobody came
            came = visit.received_at is not None
            visit.state = go_back(visit.state, State.CHECKED_IN if came else State.BOOKED)
            visit.ended_at = None
