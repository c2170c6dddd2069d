"""May this counter call the visit up? 叫号"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, NextStep, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step
from gaiyue.policy.rules.visit import BOOKED, state_objections


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What is known when a counter calls. `taken_at`: another counter called it since the caller looked."""

    asked_at: datetime
    state: str
    visit_starts_at: datetime
    is_same_location: bool
    taken_at: datetime | None = None


def decide_call(
    facts: CallFacts,
    *,
    limits: Limits,  # noqa: ARG001 - every rule is asked in the same way
    edition: EditionRef,
    calendar: WorkingCalendar,  # noqa: ARG001
) -> Decision:
    """Judge it: for who is here today and waits, as often as needed, to a counter of the same building."""
    reasons = tuple(_objections(facts))
    return Decision(
        deed="call",
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=None,
        next_steps=tuple(_next_steps(reasons)) if reasons else (),
        facts=facts_kept.to_json(facts),
    )


def _objections(facts: CallFacts) -> Iterator[Reason]:
    if facts.state == BOOKED:
        yield because(ReasonCode.RECEIVE_NOT_CHECKED_IN)
    elif facts.state != "checked_in":
        yield from state_objections(facts.state)
    elif _day(facts.asked_at) != _day(facts.visit_starts_at):
        yield because(ReasonCode.RECEIVE_NOT_ITS_DAY, starts_at=facts.visit_starts_at)
    if not facts.is_same_location:
        yield because(ReasonCode.CALL_OTHER_LOCATION)
    if facts.state == "checked_in" and facts.taken_at is not None:
        yield because(ReasonCode.CALL_TAKEN, called_at=facts.taken_at)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _next_steps(reasons: tuple[Reason, ...]) -> Iterator[NextStep]:
    codes = {reason.code for reason in reasons}
    if ReasonCode.RECEIVE_NOT_CHECKED_IN in codes:
        yield step(StepCode.CHECK_IN_FIRST)
    if ReasonCode.CALL_OTHER_LOCATION in codes:
        yield step(StepCode.CHOOSE_COUNTER)
    if ReasonCode.CALL_TAKEN in codes:
        yield step(StepCode.CALL_NEXT)
    yield step(StepCode.SEE_HISTORY)
