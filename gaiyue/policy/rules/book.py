"""May this enterprise book this block? 预约"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from gaiyue.base.clock import ZONE
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
from gaiyue.policy.rules.notice import change_deadline, deadline_notes
from gaiyue.policy.rules.ways_on import BLOCK_TROUBLE, people_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """What is known when somebody asks to book.

    `live_visits` are the enterprise's visits still ahead at this service; `visits_in_period` those that count in
    the period of `starts_at`. `paused_until` is the end of a pause after visits missed, past or to come.
    """

    asked_at: datetime
    starts_at: datetime
    service_is_offered: bool
    block_is_open: bool
    seats_free: int
    live_visits: int
    visits_in_period: int
    is_verified: bool
    paused_until: datetime | None = None
    channels: frozenset[str] = frozenset()


def decide_book(
    facts: BookFacts, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
) -> Decision:
    """Judge it, all objections at once. `deadline` is until when the visit, once booked, can be moved."""
    reasons = (*_service(facts), *_block(facts, limits), *_enterprise(facts, limits))
    deadline = change_deadline(facts.starts_at, limits=limits, calendar=calendar)
    return Decision(
        deed="book",
        asked_at=facts.asked_at,
        reasons=reasons,
        edition=edition,
        deadline=deadline,
        next_steps=tuple(_next_steps(facts, reasons, limits)) if reasons else (),
        notes=tuple(_notes(facts, deadline, calendar)),
        facts=facts_kept.to_json(facts),
    )


def _service(facts: BookFacts) -> Iterator[Reason]:
    if not facts.service_is_offered:
        yield because(ReasonCode.SERVICE_NOT_OFFERED)


def _block(facts: BookFacts, limits: Limits) -> Iterator[Reason]:
    return block_objections(
        facts.asked_at,
        facts.starts_at,
        is_open=facts.block_is_open,
        seats_free=facts.seats_free,
        limits=limits,
    )


def _enterprise(facts: BookFacts, limits: Limits) -> Iterator[Reason]:
    if facts.paused_until is not None and facts.asked_at < facts.paused_until:
        yield because(ReasonCode.BOOK_PAUSED, until=facts.paused_until)
    if facts.live_visits >= limits.live_per_service:
        yield because(
            ReasonCode.BOOK_VISIT_LIVE, live=facts.live_visits, allowed=limits.live_per_service
        )
    used = facts.visits_in_period
    allowed = limits.visits_allowed(is_verified=facts.is_verified)
    if used >= allowed:
        code = (
            ReasonCode.BOOK_VISITS_USED_UP
            if facts.is_verified
            else ReasonCode.BOOK_UNVERIFIED_USED_UP
        )
        yield because(code, used=used, allowed=allowed, renews_on=limits.renews_on(facts.starts_at))


def _notes(facts: BookFacts, deadline: Deadline, calendar: WorkingCalendar) -> Iterator[Reason]:
    yield from deadline_notes(deadline, visit_starts_at=facts.starts_at, calendar=calendar)
    if facts.asked_at > deadline.at:
        yield because(NoteCode.BOOK_FIXED_AFTER, deadline=deadline.at)


def _next_steps(
    facts: BookFacts, reasons: tuple[Reason, ...], limits: Limits
) -> Iterator[NextStep]:
    codes = {reason.code for reason in reasons}
    if ReasonCode.BOOK_VISIT_LIVE in codes:
        yield step(StepCode.MOVE_VISIT)
    if ReasonCode.SERVICE_NOT_OFFERED in codes:
        yield step(StepCode.CHOOSE_SERVICE)
    if facts.paused_until is not None and ReasonCode.BOOK_PAUSED in codes:
        yield step(StepCode.COME_BACK, on=facts.paused_until.astimezone(ZONE).date())
    if ReasonCode.BOOK_UNVERIFIED_USED_UP in codes:
        yield step(StepCode.VERIFY)
    if codes & _USED_UP:
        yield step(StepCode.CHOOSE_LATER, from_on=limits.renews_on(facts.starts_at))
    elif codes & BLOCK_TROUBLE:
        yield step(StepCode.CHOOSE_BLOCK)
    if codes == {ReasonCode.BLOCK_FULL} and Channel.WAITLIST in facts.channels:
        yield step(StepCode.WAIT_IN_LINE)
    yield from people_steps(limits)


_USED_UP = {ReasonCode.BOOK_VISITS_USED_UP, ReasonCode.BOOK_UNVERIFIED_USED_UP}
