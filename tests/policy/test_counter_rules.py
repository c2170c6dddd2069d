"""A10: what the counter may do with a visit, and what missed visits bring."""

from datetime import timedelta

import pytest

from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode
from gaiyue.policy.rules.pause import pause_after
from gaiyue.policy.rules.receive import ReceiveFacts, decide_receiving
from tests.policy.make import RULES, WEDNESDAY, at


def receive(wanted, *, state="booked", asked_at=WEDNESDAY, **others):
    facts = ReceiveFacts(
        asked_at=asked_at,
        state=state,
        wanted=wanted,
        visit_starts_at=WEDNESDAY,
        visit_ends_at=WEDNESDAY + timedelta(hours=2),
        **others,
    )
    return decide_receiving(facts, limits=Limits(), **RULES)


def reasons(decision):
    return [reason.code for reason in decision.reasons]


def steps(decision):
    return [step.code for step in decision.next_steps]


@pytest.mark.parametrize("asked_at", [at(11, 25, 0), WEDNESDAY, at(11, 25, 23, 59)])
def test_a_visit_is_checked_in_at_any_hour_of_its_day(asked_at):
    """Whoever comes early or late is still received."""
    decision = receive("checked_in", asked_at=asked_at)
    assert decision.allowed
    assert decision.deed == "check_in"


def test_not_on_another_day():
    early = receive("checked_in", asked_at=at(11, 24, 23, 59))
    assert reasons(early) == [ReasonCode.RECEIVE_NOT_ITS_DAY]
    assert steps(early) == [StepCode.MOVE_VISIT, StepCode.SEE_HISTORY]
    late = receive("checked_in", asked_at=at(11, 26, 0))
    assert reasons(late) == [ReasonCode.RECEIVE_NOT_ITS_DAY]
    assert steps(late) == [StepCode.BOOK_AGAIN, StepCode.SEE_HISTORY]


def test_only_who_was_checked_in_can_be_completed():
    assert receive("completed", state="checked_in").allowed
    decision = receive("completed")
    assert reasons(decision) == [ReasonCode.RECEIVE_NOT_CHECKED_IN]
    assert steps(decision)[0] == StepCode.CHECK_IN_FIRST


def test_nobody_is_missing_before_the_visit_begins():
    decision = receive("no_show", asked_at=WEDNESDAY - timedelta(seconds=1))
    assert reasons(decision) == [ReasonCode.RECEIVE_NOT_BEGUN]
    assert decision.next_steps[0].facts == {"at": WEDNESDAY}
    assert steps(decision)[0] == StepCode.WAIT_UNTIL
    assert receive("no_show").allowed


def test_nobody_is_missing_where_the_park_itself_was_closed():
    decision = receive("no_show", is_closed_by_park=True)
    assert reasons(decision) == [ReasonCode.RECEIVE_CLOSED_BY_PARK]
    assert steps(decision)[0] == StepCode.MOVE_VISIT


@pytest.mark.parametrize(
    ("wanted", "state", "reason"),
    [
        ("checked_in", "cancelled", ReasonCode.VISIT_CANCELLED),
        ("checked_in", "no_show", ReasonCode.VISIT_MISSED),
        ("completed", "cancelled", ReasonCode.VISIT_CANCELLED),
        ("completed", "unheard_of", ReasonCode.VISIT_NOT_LIVE),
        ("no_show", "checked_in", ReasonCode.VISIT_CHECKED_IN),
        ("no_show", "completed", ReasonCode.VISIT_COMPLETED),
    ],
)
def test_a_visit_that_went_another_way_says_so(wanted, state, reason):
    decision = receive(wanted, state=state)
    assert reasons(decision) == [reason]
    assert steps(decision) == [StepCode.SEE_HISTORY]


def test_the_third_missed_visit_within_the_window_brings_a_pause():
    """Defaults: three within 90 days pause for 30 days."""
    missed = [at(9, 1), at(10, 1), at(11, 1)]
    assert pause_after(missed, limits=Limits()) == at(12, 1)
    assert pause_after(missed[:2], limits=Limits()) is None


def test_visits_missed_longer_ago_than_the_window_do_not_count():
    assert pause_after([at(8, 3), at(10, 1), at(11, 1)], limits=Limits()) is None


def test_a_further_missed_visit_makes_the_pause_longer():
    missed = [at(9, 1), at(10, 1), at(11, 1), at(11, 10)]
    assert pause_after(missed, limits=Limits()) == at(12, 10)
