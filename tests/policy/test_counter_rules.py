"""A10: what the counter may do with a visit, and what missed visits bring."""

from datetime import timedelta

import pytest

from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode
from gaiyue.policy.rules.call import CallFacts, decide_call
from gaiyue.policy.rules.pause import pause_after
from gaiyue.policy.rules.receive import ReceiveFacts, decide_receiving
from gaiyue.policy.rules.undo import UNDO_WITHIN, UndoFacts, decide_undo
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


def test_who_came_on_a_day_that_has_passed_is_completed_without_checking_in():
    """Forgotten at the counter: it is put down as it was, so that it doesn't stand in the way of the next visit."""
    assert not receive("completed", asked_at=at(11, 25, 23, 59)).allowed
    assert receive("completed", asked_at=at(11, 26, 0)).allowed


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


def test_who_was_checked_in_and_never_came_to_the_window_is_put_down_too():
    """Also where the park closed meanwhile; but not before the visit begins."""
    assert receive("no_show", state="checked_in").allowed
    assert receive("no_show", state="checked_in", is_closed_by_park=True).allowed
    early = receive("no_show", state="checked_in", asked_at=WEDNESDAY - timedelta(seconds=1))
    assert reasons(early) == [ReasonCode.RECEIVE_NOT_BEGUN]


def test_who_looked_at_an_older_state_is_told_so_and_a_better_reason_goes_before():
    decision = receive("no_show", is_changed_since=True)
    assert reasons(decision) == [ReasonCode.VISIT_CHANGED]
    assert steps(decision) == [StepCode.SEE_HISTORY]
    gone = receive("no_show", state="cancelled", is_changed_since=True)
    assert reasons(gone) == [ReasonCode.VISIT_CANCELLED]
    assert reasons(undo(is_changed_since=True)) == [ReasonCode.VISIT_CHANGED]


@pytest.mark.parametrize(
    ("wanted", "state", "reason"),
    [
        ("checked_in", "cancelled", ReasonCode.VISIT_CANCELLED),
        ("checked_in", "no_show", ReasonCode.VISIT_MISSED),
        ("completed", "cancelled", ReasonCode.VISIT_CANCELLED),
        ("completed", "unheard_of", ReasonCode.VISIT_NOT_LIVE),
        ("checked_in", "checked_in", ReasonCode.VISIT_CHECKED_IN),
        ("no_show", "completed", ReasonCode.VISIT_COMPLETED),
    ],
)
def test_a_visit_that_went_another_way_says_so(wanted, state, reason):
    decision = receive(wanted, state=state)
    assert reasons(decision) == [reason]
    assert steps(decision) == [StepCode.SEE_HISTORY]


# --- calling ------------------------------------------------------------------------------------


def call(*, state="checked_in", asked_at=WEDNESDAY, is_same_location=True, **others):
    facts = CallFacts(
        asked_at=asked_at,
        state=state,
        visit_starts_at=WEDNESDAY,
        is_same_location=is_same_location,
        **others,
    )
    return decide_call(facts, limits=Limits(), **RULES)


def test_whoever_is_here_can_be_called_as_often_as_needed():
    assert call().allowed
    assert call().deed == "call"


def test_who_has_not_arrived_is_checked_in_first():
    decision = call(state="booked")
    assert reasons(decision) == [ReasonCode.RECEIVE_NOT_CHECKED_IN]
    assert steps(decision)[0] == StepCode.CHECK_IN_FIRST


def test_who_was_here_on_another_day_is_not_called():
    assert reasons(call(asked_at=at(11, 26))) == [ReasonCode.RECEIVE_NOT_ITS_DAY]


def test_nobody_is_called_to_another_building():
    decision = call(is_same_location=False)
    assert reasons(decision) == [ReasonCode.CALL_OTHER_LOCATION]
    assert steps(decision)[0] == StepCode.CHOOSE_COUNTER


def test_who_was_called_by_somebody_else_meanwhile_is_theirs():
    decision = call(taken_at=WEDNESDAY)
    assert reasons(decision) == [ReasonCode.CALL_TAKEN]
    assert decision.reasons[0].facts == {"called_at": WEDNESDAY}
    assert steps(decision)[0] == StepCode.CALL_NEXT


def test_an_ended_visit_is_not_called():
    assert reasons(call(state="completed")) == [ReasonCode.VISIT_COMPLETED]


# --- taking back ----------------------------------------------------------------------------------


def undo(what="complete", *, last_act="complete", later=timedelta(0), live=0, **more):
    limits = {name: more.pop(name) for name in ("live_per_service",) if name in more}
    facts = UndoFacts(
        asked_at=WEDNESDAY + later,
        what=what,
        last_act=last_act,
        done_at=WEDNESDAY if last_act else None,
        live_visits=live,
        **more,
    )
    return decide_undo(facts, limits=Limits(**limits), **RULES)


@pytest.mark.parametrize("what", ["check_in", "call", "complete", "no_show"])
def test_the_last_act_can_be_taken_back_for_a_minute_without_a_word(what):
    assert undo(what, last_act=what).allowed
    assert undo(what, last_act=what, later=UNDO_WITHIN).allowed
    late = undo(what, last_act=what, later=UNDO_WITHIN + timedelta(seconds=1))
    assert reasons(late) == [ReasonCode.UNDO_REASON_MISSING]
    assert late.reasons[0].facts == {"until": WEDNESDAY + UNDO_WITHIN}
    assert steps(late) == [StepCode.WRITE_REASON, StepCode.SEE_HISTORY]


@pytest.mark.parametrize("what", ["check_in", "call", "complete", "no_show"])
def test_later_on_its_day_it_is_taken_back_with_a_reason_and_then_it_stands(what):
    evening, midnight = (at(11, 25, 23, 59) - WEDNESDAY, at(11, 26, 0) - WEDNESDAY)
    assert undo(what, last_act=what, later=evening, has_reason=True).allowed
    late = undo(what, last_act=what, later=midnight, has_reason=True)
    assert reasons(late) == [ReasonCode.UNDO_TOO_LATE]
    assert late.reasons[0].facts == {"done_at": WEDNESDAY}
    assert steps(late) == [StepCode.SEE_HISTORY]


@pytest.mark.parametrize("last_act", ["complete", ""])
def test_only_the_last_act_can_be_taken_back(last_act):
    assert reasons(undo("check_in", last_act=last_act)) == [ReasonCode.UNDO_NOT_LAST]


def test_nothing_is_taken_back_into_more_visits_than_are_allowed():
    """The company has booked again meanwhile."""
    decision = undo(live=1)
    assert reasons(decision) == [ReasonCode.UNDO_VISIT_LIVE]
    assert decision.reasons[0].facts == {"live": 1, "allowed": 1}
    assert undo(live=1, live_per_service=2).allowed
    assert undo("check_in", last_act="check_in", live=1).allowed


# --- missed visits --------------------------------------------------------------------------------


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
