"""Every reason, note and next step that a rule may give, with the facts that each carries. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from gaiyue.policy.decision import Fact, NextStep, Reason


class ReasonCode(StrEnum):
    """Objections: any one of them refuses."""

    SERVICE_NOT_OFFERED = "service.not_offered"
    BLOCK_CLOSED = "block.closed"
    BLOCK_FULL = "block.full"
    BLOCK_STARTED = "block.started"
    BLOCK_TOO_SOON = "block.too_soon"
    BLOCK_BEYOND_HORIZON = "block.beyond_horizon"
    BOOK_VISIT_LIVE = "book.visit_live"
    BOOK_VISITS_USED_UP = "book.visits_used_up"
    BOOK_UNVERIFIED_USED_UP = "book.unverified_used_up"
    BOOK_PAUSED = "book.paused"
    VISIT_CHECKED_IN = "visit.checked_in"
    VISIT_COMPLETED = "visit.completed"
    VISIT_MISSED = "visit.missed"
    VISIT_CANCELLED = "visit.cancelled"
    VISIT_NOT_LIVE = "visit.not_live"
    VISIT_STARTED = "visit.started"
    VISIT_CHANGED = "visit.changed"
    MOVE_TOO_LATE = "move.too_late"
    MOVE_MOVES_USED_UP = "move.moves_used_up"
    MOVE_TARGET_MISSING = "move.target_missing"
    MOVE_SAME_BLOCK = "move.same_block"
    MOVE_OTHER_SERVICE = "move.other_service"
    MOVE_STATEMENT_MISSING = "move.statement_missing"
    MOVE_STATEMENT_UNKNOWN = "move.statement_unknown"
    CANCEL_TOO_LATE = "cancel.too_late"
    RECEIVE_NOT_ITS_DAY = "receive.not_its_day"
    RECEIVE_NOT_CHECKED_IN = "receive.not_checked_in"
    RECEIVE_NOT_BEGUN = "receive.not_begun"
    RECEIVE_CLOSED_BY_PARK = "receive.closed_by_park"
    CALL_OTHER_LOCATION = "call.other_location"
    CALL_TAKEN = "call.taken"
    UNDO_NOT_LAST = "undo.not_last"
    UNDO_REASON_MISSING = "undo.reason_missing"
    UNDO_TOO_LATE = "undo.too_late"
    UNDO_VISIT_LIVE = "undo.visit_live"


class NoteCode(StrEnum):
    """Remarks: they change nothing about the answer, but a person should know them."""

    DEADLINE_PROVISIONAL = "deadline.provisional"
    DEADLINE_PROMISED = "deadline.promised"
    BOOK_FIXED_AFTER = "book.fixed_after"
    MOVE_FREE_OF_NOTICE = "move.free_of_notice"
    MOVE_FIXED_AFTER = "move.fixed_after"
    MOVE_LAST_ONE = "move.last_one"


class StepCode(StrEnum):
    """Ways on from a decision."""

    CHOOSE_BLOCK = "choose_block"
    CHOOSE_LATER = "choose_later"
    CHOOSE_SERVICE = "choose_service"
    CHOOSE_REASON = "choose_reason"
    BOOK_SEPARATELY = "book_separately"
    BOOK_AGAIN = "book_again"
    MOVE_VISIT = "move_visit"
    CANCEL_VISIT = "cancel_visit"
    KEEP_VISIT = "keep_visit"
    COME_BACK = "come_back"
    VERIFY = "verify"
    CHECK_IN_FIRST = "check_in_first"
    CHOOSE_COUNTER = "choose_counter"
    CALL_NEXT = "call_next"
    WAIT_UNTIL = "wait_until"
    SEE_HISTORY = "see_history"
    WRITE_REASON = "write_reason"
    WAIT_IN_LINE = "wait_in_line"
    ASK_STAFF = "ask_staff"
    CALL_HOTLINE = "call_hotline"


class Channel(StrEnum):
    """Ways on that not every park has; facts say which are open to this person.

    The desk with its telephone and the 12345 hotline are there for everybody.
    """

    WAITLIST = "waitlist"


R, N, S = ReasonCode, NoteCode, StepCode
_COUNTED: Final[Mapping[str, type]] = {"used": int, "allowed": int, "renews_on": date}

REASON_FACTS: Final[Mapping[str, Mapping[str, type]]] = {
    R.SERVICE_NOT_OFFERED: {},
    R.BLOCK_CLOSED: {},
    R.BLOCK_FULL: {},
    R.BLOCK_STARTED: {"started_at": datetime},
    R.BLOCK_TOO_SOON: {"latest": datetime},
    R.BLOCK_BEYOND_HORIZON: {"last_on": date, "opens_on": date},
    R.BOOK_VISIT_LIVE: {"live": int, "allowed": int},
    R.BOOK_VISITS_USED_UP: _COUNTED,
    R.BOOK_UNVERIFIED_USED_UP: _COUNTED,
    R.BOOK_PAUSED: {"until": datetime},
    R.VISIT_CHECKED_IN: {},
    R.VISIT_COMPLETED: {},
    R.VISIT_MISSED: {},
    R.VISIT_CANCELLED: {},
    R.VISIT_NOT_LIVE: {"state": str},
    R.VISIT_STARTED: {"started_at": datetime},
    R.VISIT_CHANGED: {},
    R.MOVE_TOO_LATE: {"deadline": datetime},
    R.MOVE_MOVES_USED_UP: {"made": int, "allowed": int},
    R.MOVE_TARGET_MISSING: {},
    R.MOVE_SAME_BLOCK: {},
    R.MOVE_OTHER_SERVICE: {},
    R.MOVE_STATEMENT_MISSING: {},
    R.MOVE_STATEMENT_UNKNOWN: {"statement": str},
    R.CANCEL_TOO_LATE: {"deadline": datetime},
    R.RECEIVE_NOT_ITS_DAY: {"starts_at": datetime},
    R.RECEIVE_NOT_CHECKED_IN: {},
    R.RECEIVE_NOT_BEGUN: {"starts_at": datetime},
    R.RECEIVE_CLOSED_BY_PARK: {},
    R.CALL_OTHER_LOCATION: {},
    R.CALL_TAKEN: {"called_at": datetime},
    R.UNDO_NOT_LAST: {},
    R.UNDO_REASON_MISSING: {"until": datetime},
    R.UNDO_TOO_LATE: {"done_at": datetime},
    R.UNDO_VISIT_LIVE: {"live": int, "allowed": int},
    N.DEADLINE_PROVISIONAL: {"year": int},
    N.DEADLINE_PROMISED: {"deadline": datetime},
    N.BOOK_FIXED_AFTER: {"deadline": datetime},
    N.MOVE_FREE_OF_NOTICE: {},
    N.MOVE_FIXED_AFTER: {"deadline": datetime},
    N.MOVE_LAST_ONE: {},
}
"""Objections and remarks → the facts that each carries, by name and type."""

STEP_FACTS: Final[Mapping[str, Mapping[str, type]]] = {
    S.CHOOSE_BLOCK: {},
    S.CHOOSE_LATER: {"from_on": date},
    S.CHOOSE_SERVICE: {},
    S.CHOOSE_REASON: {},
    S.BOOK_SEPARATELY: {},
    S.BOOK_AGAIN: {},
    S.MOVE_VISIT: {},
    S.CANCEL_VISIT: {"until": datetime},
    S.KEEP_VISIT: {"starts_at": datetime},
    S.COME_BACK: {"on": date},
    S.VERIFY: {},
    S.CHECK_IN_FIRST: {},
    S.CHOOSE_COUNTER: {},
    S.CALL_NEXT: {},
    S.WAIT_UNTIL: {"at": datetime},
    S.SEE_HISTORY: {},
    S.WRITE_REASON: {},
    S.WAIT_IN_LINE: {},
    S.ASK_STAFF: {"deciders": tuple},
    S.CALL_HOTLINE: {},
}
"""Next steps → the facts that each carries; `deciders` are role codes."""

ALL_REASON_CODES: Final = frozenset(REASON_FACTS)
ALL_STEP_CODES: Final = frozenset(STEP_FACTS)


def because(code: ReasonCode | NoteCode, **facts: Fact) -> Reason:
    """An objection or a remark with exactly the facts that its sentence needs; TypeError otherwise."""
    return Reason(code, _checked(code, facts, REASON_FACTS[code]))


def step(code: StepCode, **facts: Fact) -> NextStep:
    """A next step with exactly the facts that its label needs; TypeError otherwise."""
    return NextStep(code, _checked(code, facts, STEP_FACTS[code]))


def _checked(code: str, facts: dict[str, Fact], wanted: Mapping[str, type]) -> Mapping[str, Fact]:
    # Exact types: a datetime is also a date, and a bool is also an int.
    found = {name: type(value) for name, value in facts.items()}
    if found != dict(wanted):
        raise TypeError(f"{code} carries {dict(wanted)}, not {found}")
    return facts
