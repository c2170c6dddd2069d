"""B5, K3: what no question, no limits and no moment may ever break."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from gaiyue.policy import facts as facts_kept
from gaiyue.policy.limits import Limits
from gaiyue.policy.limits_json import from_json, to_json
from gaiyue.policy.reasons import REASON_FACTS, STEP_FACTS, ReasonCode
from gaiyue.policy.rules.book import decide_book
from gaiyue.policy.rules.cancel import decide_cancel
from gaiyue.policy.rules.move import decide_move, decide_move_entry, decide_move_to
from tests.policy.make import (
    CALENDAR,
    RULES,
    bookings,
    cancellations,
    limits,
    moments,
    moves,
    target,
)

questions = st.one_of(
    st.tuples(st.just(decide_book), bookings),
    st.tuples(st.just(decide_cancel), cancellations),
    st.tuples(st.sampled_from([decide_move, decide_move_to, decide_move_entry]), moves),
)
spans = st.timedeltas(timedelta(0), timedelta(days=100))

LATENESS = {
    ReasonCode.MOVE_TOO_LATE,
    ReasonCode.CANCEL_TOO_LATE,
    ReasonCode.VISIT_STARTED,
    ReasonCode.BLOCK_STARTED,
}


@given(question=questions, limits=limits)
def test_never_allowed_and_refused_at_once_and_never_a_bare_no(question, limits):
    """Also the other way round: what is allowed has no objection and needs no way out."""
    rule, facts = question
    decision = rule(facts, limits=limits, **RULES)
    assert decision.allowed == (not decision.reasons)
    assert bool(decision.reasons) == bool(decision.next_steps)
    assert len({reason.code for reason in decision.reasons}) == len(decision.reasons)
    assert len({step.code for step in decision.next_steps}) == len(decision.next_steps)
    for reason in (*decision.reasons, *decision.notes):
        assert set(reason.facts) == set(REASON_FACTS[reason.code])
    for step in decision.next_steps:
        assert set(step.facts) == set(STEP_FACTS[step.code])


@given(question=questions, limits=limits)
def test_the_same_question_has_the_same_answer_also_when_read_back(question, limits):
    """B7: replaying what was kept gives the decision that was given."""
    rule, facts = question
    first = rule(facts, limits=limits, **RULES)
    again = rule(facts_kept.from_json(type(facts), first.facts), limits=limits, **RULES)
    assert again == first


@given(question=questions, limits=limits, later=spans)
def test_waiting_never_turns_lateness_into_permission(question, limits, later):
    rule, facts = question
    before = rule(facts, limits=limits, **RULES)
    after = rule(replace(facts, asked_at=facts.asked_at + later), limits=limits, **RULES)
    late_before = {reason.code for reason in before.reasons} & LATENESS
    late_after = {reason.code for reason in after.reasons} & LATENESS
    assert late_before <= late_after
    if late_before:
        assert not after.allowed


@given(facts=moves, limits=limits, later=spans)
def test_waiting_never_helps_the_visit(facts, limits, later):
    before = decide_move_entry(facts, limits=limits, **RULES)
    after = decide_move_entry(
        replace(facts, asked_at=facts.asked_at + later), limits=limits, **RULES
    )
    assert before.allowed or not after.allowed


@given(facts=moves, limits=limits, more=st.integers(1, 5))
def test_more_moves_made_never_help(facts, limits, more):
    before = decide_move(facts, limits=limits, **RULES)
    after = decide_move(replace(facts, moves_made=facts.moves_made + more), limits=limits, **RULES)
    assert before.allowed or not after.allowed


@given(facts=moves, limits=limits)
def test_being_free_of_notice_never_hurts(facts, limits):
    bound = decide_move(replace(facts, is_free_of_notice=False), limits=limits, **RULES)
    free = decide_move(replace(facts, is_free_of_notice=True), limits=limits, **RULES)
    assert free.allowed or not bound.allowed
    assert {reason.code for reason in free.reasons} <= {reason.code for reason in bound.reasons}


@given(facts=moves, old=limits, new=limits)
def test_a_printed_deadline_never_gets_earlier_under_any_new_edition(facts, old, new):
    facts = replace(facts, state="booked", is_free_of_notice=False, promised_until=None)
    printed = decide_move_entry(facts, limits=old, **RULES).deadline.at
    now = decide_move_entry(replace(facts, promised_until=printed), limits=new, **RULES)
    assert now.deadline.at >= printed


@given(facts=moves, limits=limits)
def test_the_deadline_that_is_printed_is_the_one_that_decides(facts, limits):
    facts = replace(facts, is_free_of_notice=False, state="booked")
    until = decide_move_entry(facts, limits=limits, **RULES).deadline.at
    in_time = decide_move_entry(replace(facts, asked_at=until), limits=limits, **RULES)
    late = decide_move_entry(
        replace(facts, asked_at=until + timedelta(microseconds=1)), limits=limits, **RULES
    )
    assert not in_time.has(ReasonCode.MOVE_TOO_LATE)
    assert late.has(ReasonCode.MOVE_TOO_LATE)


@given(facts=moves, limits=limits, day=moments)
def test_where_the_visit_goes_does_not_change_whether_it_may_go(facts, limits, day):
    """Notice is judged on the present visit only."""
    here = decide_move_to(facts, limits=limits, **RULES)
    there = decide_move_to(replace(facts, target=target(starts_at=day)), limits=limits, **RULES)
    assert here.has(ReasonCode.MOVE_TOO_LATE) == there.has(ReasonCode.MOVE_TOO_LATE)


@given(limits=limits)
def test_limits_survive_being_written_down(limits: Limits):
    """B1: the rule is data."""
    assert from_json(to_json(limits)) == limits


@given(facts=bookings, limits=limits)
def test_a_booking_s_deadline_is_never_after_its_visit(facts, limits):
    decision = decide_book(facts, limits=limits, **RULES)
    assert decision.deadline.at <= facts.starts_at
    assert decision.deadline.calendar_edition == CALENDAR.edition
