"""May the counter take back what it has just done? 撤销"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, NextStep, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step
from gaiyue.policy.rules.visit import changed_objections

UNDO_WITHIN: Final = timedelta(minutes=1)
"""How long a slip at the counter can be taken back without a word; later on the same day only with a reason."""

ENDING: Final = frozenset({"complete", "no_show"})
"""Acts that end a visit: taken back, it counts again as one that the enterprise has ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoFacts:
    """What is known: `what` shall be taken back, `last_act` was done last, at `done_at` (both none: nothing was).

    `live_visits` are the others that the enterprise has now for the same service. `has_reason`: why it is taken back
    was written down. `is_changed_since`: something was done with the visit after the person who asks had looked at it.
    """

    asked_at: datetime
    what: str
    last_act: str
    done_at: datetime | None
    live_visits: int = 0
    has_reason: bool = False
    is_changed_since: bool = False


def decide_undo(
    facts: UndoFacts,
    *,
    limits: Limits,
    edition: EditionRef,
    calendar: WorkingCalendar,  # noqa: ARG001 - every rule is asked in the same way
) -> Decision:
    """Judge it: only the last act, on its own day, and never into more live visits than are allowed.

    For a minute it is a slip; later others have seen it, so that the reason is written down.
    """
    reasons = tuple(_objections(facts, limits))
    return Decision(
        deed="undo",
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=None,
        next_steps=tuple(_next_steps(reasons)) if reasons else (),
        facts=facts_kept.to_json(facts),
    )


def is_late(facts: UndoFacts) -> bool:
    """Whether it is no slip of the last minute any more."""
    return facts.done_at is not None and facts.asked_at > facts.done_at + UNDO_WITHIN


def _objections(facts: UndoFacts, limits: Limits) -> Iterator[Reason]:
    if facts.done_at is None or facts.what != facts.last_act:
        yield because(ReasonCode.UNDO_NOT_LAST)
        return
    if _day(facts.asked_at) != _day(facts.done_at):
        yield because(ReasonCode.UNDO_TOO_LATE, done_at=facts.done_at)
    elif is_late(facts) and not facts.has_reason:
        yield because(ReasonCode.UNDO_REASON_MISSING, until=facts.done_at + UNDO_WITHIN)
    yield from changed_objections(facts.is_changed_since)
    if facts.what in ENDING and facts.live_visits >= limits.live_per_service:
        yield because(
            ReasonCode.UNDO_VISIT_LIVE, live=facts.live_visits, allowed=limits.live_per_service
        )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _next_steps(reasons: tuple[Reason, ...]) -> Iterator[NextStep]:
    if any(reason.code == ReasonCode.UNDO_REASON_MISSING for reason in reasons):
        yield step(StepCode.WRITE_REASON)
    yield step(StepCode.SEE_HISTORY)
