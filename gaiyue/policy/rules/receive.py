"""May the counter check this visit in, complete it, or note that nobody came? 接待"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, NextStep, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step
from gaiyue.policy.rules.visit import BOOKED, changed_objections, state_objections


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveFacts:
    """What is known at the counter. `wanted` is the state that the visit shall have: a key of `DEEDS`."""

    asked_at: datetime
    state: str
    wanted: str
    visit_starts_at: datetime
    visit_ends_at: datetime
    is_closed_by_park: bool = False
    is_changed_since: bool = False
    """Whether something was done with the visit after the person who asks had looked at it."""


def decide_receiving(
    facts: ReceiveFacts,
    *,
    limits: Limits,  # noqa: ARG001 - every rule is asked in the same way
    edition: EditionRef,
    calendar: WorkingCalendar,  # noqa: ARG001
) -> Decision:
    """Judge it. Checking in is for the visit's own day, at any hour of it: whoever is late is still received."""
    deed, objections = DEEDS[facts.wanted]
    reasons = tuple(objections(facts)) or tuple(changed_objections(facts.is_changed_since))
    return Decision(
        deed=deed,
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=None,
        next_steps=tuple(_next_steps(facts, reasons)) if reasons else (),
        facts=facts_kept.to_json(facts),
    )


WAITED_FOR: Final = frozenset({BOOKED, "checked_in"})
"""The states of a visit that still has to end at the counter."""


def _check_in(facts: ReceiveFacts) -> Iterator[Reason]:
    yield from state_objections(facts.state)
    first, last = (_day(moment) for moment in (facts.visit_starts_at, facts.visit_ends_at))
    if facts.state == BOOKED and not first <= _day(facts.asked_at) <= last:
        yield because(ReasonCode.RECEIVE_NOT_ITS_DAY, starts_at=facts.visit_starts_at)


def _complete(facts: ReceiveFacts) -> Iterator[Reason]:
    # On a later day nobody can be checked in any more: that they came and were served is put down as it was.
    if facts.state == BOOKED and _day(facts.asked_at) <= _day(facts.visit_ends_at):
        yield because(ReasonCode.RECEIVE_NOT_CHECKED_IN)
    elif facts.state not in WAITED_FOR:
        yield from state_objections(facts.state)


def _no_show(facts: ReceiveFacts) -> Iterator[Reason]:
    # Checked in, by mistake or in earnest, and nobody came to the window: that can be put down as well.
    if facts.state not in WAITED_FOR:
        yield from state_objections(facts.state)
    elif facts.asked_at < facts.visit_starts_at:
        yield because(ReasonCode.RECEIVE_NOT_BEGUN, starts_at=facts.visit_starts_at)
    if facts.state == BOOKED and facts.is_closed_by_park:
        yield because(ReasonCode.RECEIVE_CLOSED_BY_PARK)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


DEEDS: Final[Mapping[str, tuple[str, Callable[[ReceiveFacts], Iterator[Reason]]]]] = {
    "checked_in": ("check_in", _check_in),
    "completed": ("complete", _complete),
    "no_show": ("no_show", _no_show),
}
"""Wanted state → the deed's name, and what may speak against it."""


def _next_steps(facts: ReceiveFacts, reasons: tuple[Reason, ...]) -> Iterator[NextStep]:
    codes = {reason.code for reason in reasons}
    if ReasonCode.RECEIVE_NOT_CHECKED_IN in codes:
        yield step(StepCode.CHECK_IN_FIRST)
    if ReasonCode.RECEIVE_NOT_BEGUN in codes:
        yield step(StepCode.WAIT_UNTIL, at=facts.visit_starts_at)
    if ReasonCode.RECEIVE_NOT_ITS_DAY in codes:
        ahead = facts.asked_at < facts.visit_starts_at
        yield step(StepCode.MOVE_VISIT if ahead else StepCode.BOOK_AGAIN)
    if ReasonCode.RECEIVE_CLOSED_BY_PARK in codes:
        yield step(StepCode.MOVE_VISIT)
    yield step(StepCode.SEE_HISTORY)
