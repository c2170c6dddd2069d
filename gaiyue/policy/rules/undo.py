"""May the counter take back what it has just done? 撤销"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step

UNDO_WITHIN: Final = timedelta(minutes=1)
"""How long a slip at the counter can be taken back; afterwards the record stands."""

ENDING: Final = frozenset({"complete", "no_show"})
"""Acts that end a visit: taken back, it counts again as one that the enterprise has ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoFacts:
    """What is known: `what` shall be taken back, `last_act` was done last, at `done_at` (both none: nothing was).

    `live_visits` are the others that the enterprise has now for the same service.
    """

    asked_at: datetime
    what: str
    last_act: str
    done_at: datetime | None
    live_visits: int = 0


def decide_undo(
    facts: UndoFacts,
    *,
    limits: Limits,
    edition: EditionRef,
    calendar: WorkingCalendar,  # noqa: ARG001 - every rule is asked in the same way
) -> Decision:
    """Judge it: only the last act, only for a minute, and never into more live visits than are allowed."""
    reasons = tuple(_objections(facts, limits))
    return Decision(
        deed="undo",
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=None,
        next_steps=(step(StepCode.SEE_HISTORY),) if reasons else (),
        facts=facts_kept.to_json(facts),
    )


def _objections(facts: UndoFacts, limits: Limits) -> Iterator[Reason]:
    if facts.done_at is None or facts.what != facts.last_act:
        yield because(ReasonCode.UNDO_NOT_LAST)
        return
    if facts.asked_at > facts.done_at + UNDO_WITHIN:
        yield because(ReasonCode.UNDO_TOO_LATE, until=facts.done_at + UNDO_WITHIN)
    if facts.what in ENDING and facts.live_visits >= limits.live_per_service:
        yield because(
            ReasonCode.UNDO_VISIT_LIVE, live=facts.live_visits, allowed=limits.live_per_service
        )
