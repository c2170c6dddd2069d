"""A10, B1, B5: what the rules for booking and cancelling tell an enterprise, in examples."""

from datetime import timedelta

import pytest

from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import Channel, NoteCode, ReasonCode, StepCode
from gaiyue.policy.rules.book import decide_book
from gaiyue.policy.rules.cancel import decide_cancel
from tests.policy.make import (
    MONDAY_AT_CLOSE,
    RULES,
    WEDNESDAY,
    at,
    book_facts,
    cancel_facts,
)


def book(limits=None, **changed):
    return decide_book(book_facts(**changed), limits=limits or Limits(), **RULES)


def cancel(limits=None, **changed):
    return decide_cancel(cancel_facts(**changed), limits=limits or Limits(), **RULES)


def reasons(decision):
    return [reason.code for reason in decision.reasons]


def steps(decision):
    return [step.code for step in decision.next_steps]


def test_a_booking_says_until_when_it_can_be_moved():
    decision = book()
    assert decision.allowed
    assert decision.next_steps == ()
    assert decision.deadline.at == MONDAY_AT_CLOSE


def test_a_visit_too_near_to_be_moved_again_says_so_before_it_is_booked():
    decision = book(asked_at=at(11, 24, 10))
    assert decision.allowed
    assert [note.code for note in decision.notes] == [NoteCode.BOOK_FIXED_AFTER]


@pytest.mark.parametrize(
    ("changed", "reason", "first_step"),
    [
        ({"service_is_offered": False}, ReasonCode.SERVICE_NOT_OFFERED, StepCode.CHOOSE_SERVICE),
        ({"block_is_open": False}, ReasonCode.BLOCK_CLOSED, StepCode.CHOOSE_BLOCK),
        ({"seats_free": 0}, ReasonCode.BLOCK_FULL, StepCode.CHOOSE_BLOCK),
        ({"starts_at": at(11, 17)}, ReasonCode.BLOCK_STARTED, StepCode.CHOOSE_BLOCK),
        ({"starts_at": at(11, 18, 10)}, ReasonCode.BLOCK_TOO_SOON, StepCode.CHOOSE_BLOCK),
        ({"starts_at": at(12, 19)}, ReasonCode.BLOCK_BEYOND_HORIZON, StepCode.CHOOSE_BLOCK),
        ({"live_visits": 1}, ReasonCode.BOOK_VISIT_LIVE, StepCode.MOVE_VISIT),
        ({"visits_in_period": 8}, ReasonCode.BOOK_VISITS_USED_UP, StepCode.CHOOSE_LATER),
        (
            {"visits_in_period": 2, "is_verified": False},
            ReasonCode.BOOK_UNVERIFIED_USED_UP,
            StepCode.VERIFY,
        ),
        ({"paused_until": at(12, 1)}, ReasonCode.BOOK_PAUSED, StepCode.COME_BACK),
    ],
)
def test_each_refusal_has_its_reason_and_its_way_on(changed, reason, first_step):
    """B5: every no has a next step."""
    decision = book(**changed)
    assert reasons(decision) == [reason]
    assert steps(decision)[0] == first_step
    assert steps(decision)[-2:] == [StepCode.ASK_STAFF, StepCode.CALL_HOTLINE]


def test_the_number_of_visits_is_renewed_with_the_month_of_the_visit():
    decision = book(visits_in_period=8, starts_at=at(12, 8))
    renews = at(1, 1, year=2027).date()
    assert decision.reasons[0].facts == {"used": 8, "allowed": 8, "renews_on": renews}
    assert decision.next_steps[0].facts == {"from_on": renews}


def test_the_period_is_the_park_s_month_not_utc_s():
    assert Limits().period_of(at(12, 1, 7)) == "2026-12"


def test_a_pause_ends_by_itself():
    assert book(paused_until=at(11, 18)).allowed
    assert not book(paused_until=at(11, 18) + timedelta(seconds=1)).allowed


def test_a_full_block_offers_the_line_only_where_there_is_one():
    assert StepCode.WAIT_IN_LINE not in steps(book(seats_free=0))
    waiting = book(seats_free=0, channels=frozenset({Channel.WAITLIST}))
    assert StepCode.WAIT_IN_LINE in steps(waiting)


def test_a_visit_can_be_cancelled_until_it_begins():
    decision = cancel(asked_at=WEDNESDAY)
    assert decision.allowed
    assert decision.deadline.at == WEDNESDAY
    late = cancel(asked_at=WEDNESDAY + timedelta(minutes=1))
    assert reasons(late) == [ReasonCode.CANCEL_TOO_LATE]
    assert steps(late) == [StepCode.ASK_STAFF, StepCode.CALL_HOTLINE]


def test_the_park_may_want_to_know_earlier():
    decision = cancel(Limits(cancel_lead_minutes=60), asked_at=at(11, 25, 8, 30))
    assert reasons(decision) == [ReasonCode.CANCEL_TOO_LATE]
    assert decision.reasons[0].facts == {"deadline": at(11, 25, 8)}
    assert steps(decision)[0] == StepCode.KEEP_VISIT


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("checked_in", ReasonCode.VISIT_CHECKED_IN),
        ("completed", ReasonCode.VISIT_COMPLETED),
        ("no_show", ReasonCode.VISIT_MISSED),
        ("cancelled", ReasonCode.VISIT_CANCELLED),
        ("unheard_of", ReasonCode.VISIT_NOT_LIVE),
    ],
)
def test_only_a_visit_that_lies_ahead_can_be_cancelled(state, reason):
    decision = cancel(state=state)
    assert reasons(decision) == [reason]
    assert steps(decision)[-2:] == [StepCode.ASK_STAFF, StepCode.CALL_HOTLINE]
