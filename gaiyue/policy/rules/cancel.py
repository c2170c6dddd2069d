"""May this visit be cancelled? 取消"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, NextStep, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step
from gaiyue.policy.rules.notice import start_deadline
from gaiyue.policy.rules.visit import BOOKED, ENDED, state_objections
from gaiyue.policy.rules.ways_on import people_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelFacts:
    """What is known when somebody asks to cancel a visit."""

    asked_at: datetime
    state: str
    visit_starts_at: datetime


def decide_cancel(
    facts: CancelFacts, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
) -> Decision:
    """Judge it: the visit must lie ahead, by the set time at least."""
    deadline = start_deadline(facts.visit_starts_at, limits.cancel_lead_minutes, calendar=calendar)
    reasons = (*state_objections(facts.state), *_lateness(facts, deadline.at))
    return Decision(
        deed="cancel",
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=deadline if facts.state == BOOKED else None,
        next_steps=tuple(_next_steps(facts, reasons, limits)) if reasons else (),
        facts=facts_kept.to_json(facts),
    )


def _lateness(facts: CancelFacts, until: datetime) -> Iterator[Reason]:
    if facts.state == BOOKED and facts.asked_at > until:
        yield because(ReasonCode.CANCEL_TOO_LATE, deadline=until)


def _next_steps(
    facts: CancelFacts, reasons: tuple[Reason, ...], limits: Limits
) -> Iterator[NextStep]:
    if {reason.code for reason in reasons} & ENDED:
        yield step(StepCode.BOOK_AGAIN)
    elif facts.state == BOOKED and facts.asked_at <= facts.visit_starts_at:
        yield step(StepCode.KEEP_VISIT, starts_at=facts.visit_starts_at)
    yield from people_steps(limits)
