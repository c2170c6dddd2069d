"""B1–B5: what the move rule tells an enterprise, in examples."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from gaiyue.calendars.days import Convention, DayKind, Unit, WorkingCalendar
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import Channel, NoteCode, ReasonCode, StepCode
from gaiyue.policy.rules.move import decide_move, decide_move_entry, decide_move_to
from tests.policy.make import (
    CALENDAR,
    EDITION,
    HOURS,
    MONDAY_AT_CLOSE,
    RULES,
    WEDNESDAY,
    at,
    move_facts,
    target,
)


def judge(limits=None, *, rule=decide_move, **changed):
    return rule(move_facts(**changed), limits=limits or Limits(), **RULES)


def reasons(decision):
    return [reason.code for reason in decision.reasons]


def notes(decision):
    return [note.code for note in decision.notes]


def steps(decision):
    return [step.code for step in decision.next_steps]


class TestNotice:
    def test_a_wednesday_visit_can_be_moved_on_monday_until_the_counters_close(self):
        """B3: the park's own published example, three working days with both days counted."""
        decision = judge(asked_at=MONDAY_AT_CLOSE)
        assert decision.allowed
        assert decision.deadline.at == MONDAY_AT_CLOSE
        assert decision.deadline.calendar_edition == 7

    def test_a_second_after_closing_on_monday_is_too_late(self):
        decision = judge(asked_at=MONDAY_AT_CLOSE + timedelta(seconds=1))
        assert reasons(decision) == [ReasonCode.MOVE_TOO_LATE]
        assert decision.reasons[0].facts == {"deadline": MONDAY_AT_CLOSE}

    def test_a_late_request_gets_the_edition_the_deadline_and_ways_on(self):
        """B5: never a bare no."""
        decision = judge(asked_at=at(11, 24, 10))
        assert decision.edition.code == "registration/3"
        assert decision.deadline.at == MONDAY_AT_CLOSE
        assert steps(decision) == [
            StepCode.KEEP_VISIT,
            StepCode.CANCEL_VISIT,
            StepCode.ASK_STAFF,
            StepCode.CALL_HOTLINE,
        ]
        ask = decision.next_steps[2]
        assert ask.facts == {"deciders": ("clerk", "supervisor")}
        assert decision.next_steps[1].facts == {"until": WEDNESDAY}

    def test_the_park_may_choose_the_civil_code_s_counting(self):
        """B3: the day of applying does not count, so the Friday before is the last day."""
        limits = Limits(notice_convention=Convention.CIVIL_CODE)
        assert judge(limits).deadline.at == at(11, 20, 17)

    def test_the_park_may_count_natural_days(self):
        """B1: days, unit and hour are settings."""
        limits = Limits(notice_days=4, notice_unit=Unit.NATURAL, notice_cutoff=time(12))
        assert judge(limits).deadline.at == at(11, 22, 12)

    def test_a_make_up_saturday_counts(self):
        """B2: after the National Day holidays Saturday 10 October 2026 is worked."""
        decision = judge(asked_at=at(9, 28), visit_starts_at=at(10, 12))
        assert decision.deadline.on == at(10, 9).date()

    def test_without_notice_a_visit_can_be_moved_until_it_begins(self):
        limits = Limits(notice_days=0)
        assert judge(limits, asked_at=WEDNESDAY).allowed
        late = judge(limits, asked_at=WEDNESDAY + timedelta(minutes=1))
        assert reasons(late) == [ReasonCode.VISIT_STARTED, ReasonCode.MOVE_TOO_LATE]
        assert steps(late) == [StepCode.ASK_STAFF, StepCode.CALL_HOTLINE]

    def test_a_printed_deadline_is_kept_when_the_rule_gets_stricter(self):
        stricter = Limits(notice_days=5)
        decision = judge(stricter, asked_at=at(11, 23, 10), promised_until=MONDAY_AT_CLOSE)
        assert decision.allowed
        assert decision.deadline.at == MONDAY_AT_CLOSE
        assert decision.deadline.on == MONDAY_AT_CLOSE.date()
        assert NoteCode.DEADLINE_PROMISED in notes(decision)

    def test_a_kinder_rule_helps_at_once(self):
        decision = judge(Limits(notice_days=2), promised_until=MONDAY_AT_CLOSE)
        assert decision.deadline.at == at(11, 24, 17)
        assert NoteCode.DEADLINE_PROMISED not in notes(decision)

    def test_a_year_that_is_not_published_is_said_to_be_provisional(self):
        """B2: no silent guess."""
        decision = judge(asked_at=at(12, 20), visit_starts_at=at(1, 6, year=2027))
        provisional = [n for n in decision.notes if n.code is NoteCode.DEADLINE_PROVISIONAL]
        assert [note.facts for note in provisional] == [{"year": 2027}]
        assert decision.deadline.is_provisional

    def test_when_only_the_year_of_the_deadline_is_unpublished_that_year_is_named(self):
        calendar = WorkingCalendar(edition=1, days={}, published=frozenset({2027}), hours=HOURS)
        facts = move_facts(asked_at=at(12, 20), visit_starts_at=at(1, 1, year=2027))
        decision = decide_move(facts, limits=Limits(), edition=EDITION, calendar=calendar)
        assert decision.notes[0].facts == {"year": 2026}

    def test_a_visit_whose_day_the_park_closed_moves_without_notice_limit_or_statement(self):
        closed = WorkingCalendar(
            edition=8,
            days={WEDNESDAY.date(): DayKind.CLOSURE},
            published=CALENDAR.published,
            hours=HOURS,
        )
        facts = move_facts(
            asked_at=at(11, 25, 15), is_free_of_notice=True, moves_made=3, statement=None
        )
        decision = decide_move(facts, limits=Limits(), edition=EDITION, calendar=closed)
        assert decision.allowed
        assert decision.deadline is None
        assert notes(decision) == [NoteCode.MOVE_FREE_OF_NOTICE]

    def test_a_visit_on_a_closed_day_is_not_told_to_keep_its_time(self):
        decision = judge(is_free_of_notice=True, target=target(seats_free=0))
        assert StepCode.KEEP_VISIT not in steps(decision)
        assert StepCode.CHOOSE_BLOCK in steps(decision)


class TestState:
    @pytest.mark.parametrize(
        ("state", "reason", "first_step"),
        [
            ("checked_in", ReasonCode.VISIT_CHECKED_IN, StepCode.ASK_STAFF),
            ("completed", ReasonCode.VISIT_COMPLETED, StepCode.BOOK_AGAIN),
            ("no_show", ReasonCode.VISIT_MISSED, StepCode.BOOK_AGAIN),
            ("cancelled", ReasonCode.VISIT_CANCELLED, StepCode.BOOK_AGAIN),
            ("unheard_of", ReasonCode.VISIT_NOT_LIVE, StepCode.ASK_STAFF),
        ],
    )
    def test_a_visit_that_is_over_says_what_became_of_it(self, state, reason, first_step):
        decision = judge(state=state, asked_at=at(11, 27))
        assert reasons(decision) == [reason]
        assert steps(decision)[0] == first_step

    def test_moves_run_out(self):
        assert NoteCode.MOVE_LAST_ONE in notes(judge(moves_made=2))
        decision = judge(moves_made=3)
        assert reasons(decision) == [ReasonCode.MOVE_MOVES_USED_UP]
        assert decision.reasons[0].facts == {"made": 3, "allowed": 3}


class TestTarget:
    """A4: the block that was chosen."""

    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            ({"is_open": False}, ReasonCode.BLOCK_CLOSED),
            ({"is_open": False, "seats_free": 0}, ReasonCode.BLOCK_CLOSED),
            ({"seats_free": 0}, ReasonCode.BLOCK_FULL),
            ({"starts_at": at(11, 17)}, ReasonCode.BLOCK_STARTED),
            ({"starts_at": at(11, 18, 10)}, ReasonCode.BLOCK_TOO_SOON),
            ({"starts_at": at(12, 19)}, ReasonCode.BLOCK_BEYOND_HORIZON),
            ({"is_same_block": True, "seats_free": 0}, ReasonCode.MOVE_SAME_BLOCK),
        ],
    )
    def test_what_speaks_against_a_block_leads_to_another(self, changed, reason):
        decision = judge(target=target(**changed))
        assert reasons(decision) == [reason]
        assert steps(decision)[0] == StepCode.CHOOSE_BLOCK
        assert StepCode.KEEP_VISIT in steps(decision)

    def test_the_facts_say_when_a_far_block_opens_and_how_late_a_near_one_may_be_taken(self):
        far = judge(target=target(starts_at=at(12, 19)))
        assert far.reasons[0].facts == {
            "last_on": at(12, 18).date(),
            "opens_on": at(11, 19).date(),
        }
        near = judge(target=target(starts_at=at(11, 18, 10)))
        assert near.reasons[0].facts == {"latest": at(11, 18, 8)}

    def test_the_target_needs_no_notice_of_its_own_but_the_page_says_what_follows(self):
        """Notice is judged on the present visit; a near target then can't be moved again."""
        decision = judge(target=target(starts_at=at(11, 18, 14)))
        assert decision.allowed
        assert NoteCode.MOVE_FIXED_AFTER in notes(decision)

    def test_another_service_is_booked_separately(self):
        decision = judge(target=target(is_same_service=False))
        assert reasons(decision) == [ReasonCode.MOVE_OTHER_SERVICE]
        assert StepCode.BOOK_SEPARATELY in steps(decision)

    def test_a_form_without_a_block_is_asked_for_one(self):
        decision = judge(target=None)
        assert reasons(decision) == [ReasonCode.MOVE_TARGET_MISSING]
        assert steps(decision)[0] == StepCode.CHOOSE_BLOCK

    def test_a_full_block_offers_the_line_only_where_there_is_one(self):
        full = target(seats_free=0)
        assert StepCode.WAIT_IN_LINE not in steps(judge(target=full))
        waiting = judge(target=full, channels=frozenset({Channel.WAITLIST}))
        assert StepCode.WAIT_IN_LINE in steps(waiting)


class TestStatement:
    def test_a_move_needs_a_reason_from_the_catalogue(self):
        assert reasons(judge(statement=None)) == [ReasonCode.MOVE_STATEMENT_MISSING]
        assert reasons(judge(statement="")) == [ReasonCode.MOVE_STATEMENT_MISSING]
        unknown = judge(statement="my own words")
        assert reasons(unknown) == [ReasonCode.MOVE_STATEMENT_UNKNOWN]
        assert steps(unknown)[0] == StepCode.CHOOSE_REASON

    def test_the_park_may_do_without(self):
        """B1: statement required or not."""
        assert judge(Limits(statement_required=False), statement=None).allowed


class TestStages:
    """B6: the pages before the last one ask the same rule about what is known so far."""

    def test_may_it_be_moved_at_all(self):
        entry = judge(rule=decide_move_entry, target=None, statement=None)
        assert entry.allowed
        assert entry.deadline.at == MONDAY_AT_CLOSE

    def test_may_it_be_moved_there_before_the_reason_is_asked(self):
        assert judge(rule=decide_move_to, statement=None).allowed
        full = judge(rule=decide_move_to, statement=None, target=target(seats_free=0))
        assert reasons(full) == [ReasonCode.BLOCK_FULL]

    def test_all_objections_come_at_once(self):
        decision = judge(
            asked_at=at(11, 24, 10),
            moves_made=3,
            target=target(is_same_service=False, seats_free=0),
            statement=None,
        )
        assert reasons(decision) == [
            ReasonCode.MOVE_TOO_LATE,
            ReasonCode.MOVE_MOVES_USED_UP,
            ReasonCode.MOVE_OTHER_SERVICE,
            ReasonCode.BLOCK_FULL,
            ReasonCode.MOVE_STATEMENT_MISSING,
        ]
        assert StepCode.CHOOSE_BLOCK not in steps(decision), "no other block would help"
        assert decision.has(ReasonCode.BLOCK_FULL)
        assert not decision.has(ReasonCode.BLOCK_CLOSED)

    def test_what_was_judged_can_be_read_back(self):
        """B7: a decision carries the facts for a later replay."""
        from gaiyue.policy import facts as facts_kept
        from gaiyue.policy.rules.move import MoveFacts

        facts = move_facts(channels=frozenset({Channel.WAITLIST}))
        decision = decide_move(facts, limits=Limits(), **RULES)
        assert decision.facts["target"]["starts_at"] == "2026-12-02T06:00:00+00:00"
        assert facts_kept.from_json(MoveFacts, decision.facts) == facts
        assert replace(facts, target=None) == facts_kept.from_json(
            MoveFacts, {**decision.facts, "target": None}
        )
