"""May this visit be moved, and to this block? 改约"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gaiyue.calendars.days import Deadline, WorkingCalendar
from gaiyue.policy import facts as facts_kept
from gaiyue.policy.decision import Decision, EditionRef, NextStep, Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import (
    Channel,
    NoteCode,
    ReasonCode,
    StepCode,
    because,
    step,
)
from gaiyue.policy.rules.block import block_objections
from gaiyue.policy.rules.notice import change_deadline, deadline_notes, start_deadline
from gaiyue.policy.rules.visit import BOOKED, ENDED, started_objections, state_objections
from gaiyue.policy.rules.ways_on import BLOCK_TROUBLE, people_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The block that the visit shall move to."""

    starts_at: datetime
    is_open: bool
    seats_free: int
    is_same_block: bool
    is_same_service: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFacts:
    """What is known when somebody asks to move a visit.

    `is_free_of_notice`: the park itself closed the day or cut the seats, so that notice, beginning and number of
    moves do not count. `promised_until` is the deadline that was printed for this visit. `statement` is the code
    of the circumstance that was chosen.
    """

    asked_at: datetime
    state: str
    visit_starts_at: datetime
    moves_made: int
    is_free_of_notice: bool = False
    promised_until: datetime | None = None
    target: Target | None = None
    statement: str | None = None
    channels: frozenset[str] = frozenset()


def decide_move(
    facts: MoveFacts, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
) -> Decision:
    """Judge the whole move: the visit, the target and the statement, all objections at once."""
    judged = _Judged(facts, limits, edition, calendar)
    return judged.decision((*_visit(judged), *_target(judged), *_statement(judged)))


def decide_move_to(
    facts: MoveFacts, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
) -> Decision:
    """Judge the visit and the target, for the page that has yet to ask for the statement."""
    judged = _Judged(facts, limits, edition, calendar)
    return judged.decision((*_visit(judged), *_target(judged)))


def decide_move_entry(
    facts: MoveFacts, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
) -> Decision:
    """Judge the visit alone: may it be moved at all? For the page that has yet to offer the blocks."""
    judged = _Judged(facts, limits, edition, calendar)
    return judged.decision(tuple(_visit(judged)))


@dataclass(frozen=True, slots=True)
class _Judged:
    """One question with all that it is judged by."""

    facts: MoveFacts
    limits: Limits
    edition: EditionRef
    calendar: WorkingCalendar

    @property
    def deadline(self) -> Deadline:
        return change_deadline(
            self.facts.visit_starts_at,
            limits=self.limits,
            calendar=self.calendar,
            promised_until=self.facts.promised_until,
        )

    @property
    def is_bound(self) -> bool:
        """Whether notice and the number of moves count: the visit lies ahead, and the park left it alone."""
        return self.facts.state == BOOKED and not self.facts.is_free_of_notice

    def decision(self, reasons: tuple[Reason, ...]) -> Decision:
        return Decision(
            deed="move",
            asked_at=self.facts.asked_at,
            reasons=reasons,
            edition=self.edition,
            deadline=self.deadline if self.is_bound else None,
            next_steps=tuple(_next_steps(self, reasons)) if reasons else (),
            notes=tuple(_notes(self)),
            facts=facts_kept.to_json(self.facts),
        )


def _visit(judged: _Judged) -> Iterator[Reason]:
    facts, limits = judged.facts, judged.limits
    yield from state_objections(facts.state)
    if not judged.is_bound:
        return
    yield from started_objections(facts.asked_at, facts.visit_starts_at)
    if facts.asked_at > judged.deadline.at:
        yield because(ReasonCode.MOVE_TOO_LATE, deadline=judged.deadline.at)
    if facts.moves_made >= limits.moves_per_appointment:
        yield because(
            ReasonCode.MOVE_MOVES_USED_UP,
            made=facts.moves_made,
            allowed=limits.moves_per_appointment,
        )


def _target(judged: _Judged) -> Iterator[Reason]:
    target = judged.facts.target
    if target is None:
        yield because(ReasonCode.MOVE_TARGET_MISSING)
        return
    if not target.is_same_service:
        yield because(ReasonCode.MOVE_OTHER_SERVICE)
    if target.is_same_block:
        yield because(ReasonCode.MOVE_SAME_BLOCK)
        return
    yield from block_objections(
        judged.facts.asked_at,
        target.starts_at,
        is_open=target.is_open,
        seats_free=target.seats_free,
        limits=judged.limits,
    )


def _statement(judged: _Judged) -> Iterator[Reason]:
    statement, limits = judged.facts.statement, judged.limits
    if not statement:
        if limits.statement_required and not judged.facts.is_free_of_notice:
            yield because(ReasonCode.MOVE_STATEMENT_MISSING)
    elif statement not in limits.statement_reasons:
        yield because(ReasonCode.MOVE_STATEMENT_UNKNOWN, statement=str(statement))


def _notes(judged: _Judged) -> Iterator[Reason]:
    facts, limits, calendar = judged.facts, judged.limits, judged.calendar
    if facts.state != BOOKED:
        return
    if facts.is_free_of_notice:
        yield because(NoteCode.MOVE_FREE_OF_NOTICE)
    else:
        yield from _notes_when_bound(judged)
    if facts.target is not None:
        after = change_deadline(facts.target.starts_at, limits=limits, calendar=calendar)
        if facts.asked_at > after.at:
            yield because(NoteCode.MOVE_FIXED_AFTER, deadline=after.at)


def _notes_when_bound(judged: _Judged) -> Iterator[Reason]:
    facts, limits, calendar = judged.facts, judged.limits, judged.calendar
    yield from deadline_notes(
        judged.deadline, visit_starts_at=facts.visit_starts_at, calendar=calendar
    )
    counted = change_deadline(facts.visit_starts_at, limits=limits, calendar=calendar)
    if counted.at < judged.deadline.at:
        yield because(NoteCode.DEADLINE_PROMISED, deadline=judged.deadline.at)
    if facts.moves_made + 1 == limits.moves_per_appointment:
        yield because(NoteCode.MOVE_LAST_ONE)


def _next_steps(judged: _Judged, reasons: tuple[Reason, ...]) -> Iterator[NextStep]:
    """First what this person can do alone, then whom to ask."""
    facts, codes = judged.facts, {reason.code for reason in reasons}
    if codes & ENDED:
        yield step(StepCode.BOOK_AGAIN)
    elif not codes & _VISIT_STANDS:
        yield from _other_choice(facts, codes)
    if facts.state == BOOKED:
        yield from _as_it_is(judged)
    yield from people_steps(judged.limits)


def _other_choice(facts: MoveFacts, codes: set[str]) -> Iterator[NextStep]:
    if codes & OTHER_BLOCK_HELPS:
        yield step(StepCode.CHOOSE_BLOCK)
    if codes == {ReasonCode.BLOCK_FULL} and Channel.WAITLIST in facts.channels:
        yield step(StepCode.WAIT_IN_LINE)
    if ReasonCode.MOVE_OTHER_SERVICE in codes:
        yield step(StepCode.BOOK_SEPARATELY)
    if codes & _STATEMENT:
        yield step(StepCode.CHOOSE_REASON)


def _as_it_is(judged: _Judged) -> Iterator[NextStep]:
    facts = judged.facts
    until = start_deadline(
        facts.visit_starts_at, judged.limits.cancel_lead_minutes, calendar=judged.calendar
    )
    if facts.asked_at <= facts.visit_starts_at and not facts.is_free_of_notice:
        yield step(StepCode.KEEP_VISIT, starts_at=facts.visit_starts_at)
    if facts.asked_at <= until.at:
        yield step(StepCode.CANCEL_VISIT, until=until.at)


_VISIT_STANDS = {
    ReasonCode.VISIT_CHECKED_IN,
    ReasonCode.VISIT_NOT_LIVE,
    ReasonCode.VISIT_STARTED,
    ReasonCode.MOVE_TOO_LATE,
    ReasonCode.MOVE_MOVES_USED_UP,
}
"""With one of these, no other choice of block or reason helps."""

_STATEMENT = {ReasonCode.MOVE_STATEMENT_MISSING, ReasonCode.MOVE_STATEMENT_UNKNOWN}

OTHER_BLOCK_HELPS = BLOCK_TROUBLE | {
    ReasonCode.MOVE_TARGET_MISSING,
    ReasonCode.MOVE_SAME_BLOCK,
    ReasonCode.MOVE_OTHER_SERVICE,
}
