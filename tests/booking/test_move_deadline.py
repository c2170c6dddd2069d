"""B1–B3: until when a visit can be moved, and that what was printed is kept."""

from datetime import date, time

from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.days import Convention, Unit
from gaiyue.calendars.occasions import WhyClosed
from tests import make
from tests.booking.make import BECAUSE, codes, no


def a_visit(starts: str) -> tuple[make.Company, str]:
    """A company with a visit in a block that begins then."""
    company = make.a_company()
    return company, make.booked(company, make.a_block(starts))


def test_a_wednesday_visit_can_be_moved_until_monday_close(park):
    """B3: the park's own published example."""
    company, reference = a_visit("2026-11-25 09:00")
    thursday = make.a_block("2026-11-26 09:00")

    park.move_to(make.at("2026-11-23 17:00"))
    assert preview_move(reference, actor=company.actor).allowed

    park.move_to(make.at("2026-11-23 17:01"))
    decision = no(
        move_appointment, reference, to_block=thursday, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["move.too_late"]
    assert decision.deadline.at == make.at("2026-11-23 17:00")
    assert "ask_staff" in {step.code for step in decision.next_steps}


def test_by_the_civil_code_the_day_of_applying_does_not_count(park):
    """B3: the alternative convention; a Friday visit with two working days ends on Wednesday, not on Thursday."""
    make.limits(notice_days=2)
    company, reference = a_visit("2026-11-27 09:00")
    assert make.visit(reference).change_until == make.at("2026-11-26 17:00")

    make.limits(notice_days=2, notice_convention=Convention.CIVIL_CODE)
    _, other = a_visit("2026-11-27 14:00")
    assert make.visit(other).change_until == make.at("2026-11-25 17:00")
    # the printed, later deadline of the first one is kept
    assert preview_move(reference, actor=company.actor).deadline.at == make.at("2026-11-26 17:00")


def test_natural_days_and_a_cut_off_hour_are_settings(park):
    """B1: unit and cut-off are data."""
    make.limits(notice_days=3, notice_unit=Unit.NATURAL, notice_cutoff=time(12))
    company, reference = a_visit("2026-11-30 09:00")
    assert make.visit(reference).change_until == make.at("2026-11-28 12:00")
    assert preview_move(reference, actor=company.actor).deadline.at == make.at("2026-11-28 12:00")


def test_a_visit_after_the_holidays_counts_make_up_days(park):
    """B2: Saturday 10 October 2026 is worked, so it is one of the three days."""
    park.move_to(make.at("2026-09-28 10:00"))
    _, reference = a_visit("2026-10-12 09:00")
    assert make.visit(reference).change_until.date() == date(2026, 10, 9)


def test_a_printed_deadline_is_kept_when_the_park_closes_a_day_afterwards(park):
    """A closure makes the count longer; the company was told Tuesday, so Tuesday holds."""
    company, reference = a_visit("2026-11-26 09:00")
    assert make.visit(reference).change_until == make.at("2026-11-24 17:00")

    close_park(make.PARK, day=date(2026, 11, 25), why=WhyClosed.POWER_CUT, actor=make.HOUSE)

    park.move_to(make.at("2026-11-24 16:59"))
    decision = preview_move(reference, actor=company.actor)
    assert decision.allowed
    assert decision.deadline.at == make.at("2026-11-24 17:00")
    assert "deadline.promised" in {note.code for note in decision.notes}
    later = make.a_block("2026-11-30 09:00")
    assert move_appointment(reference, to_block=later, actor=company.actor, statement=BECAUSE)


def test_a_printed_deadline_is_kept_when_the_rule_gets_stricter_afterwards(park):
    """B1: editions are effective-dated; the edition in force still decides everything else."""
    company, reference = a_visit("2026-11-25 09:00")
    make.limits(notice_days=10, moves_per_appointment=5)

    decision = preview_move(reference, actor=company.actor)

    assert decision.allowed
    assert decision.edition.number == 2
    assert decision.deadline.at == make.at("2026-11-23 17:00")


def test_a_milder_rule_helps_visits_that_were_booked_before(park):
    company, reference = a_visit("2026-11-25 09:00")
    make.limits(notice_days=1)
    park.move_to(make.at("2026-11-24 12:00"))
    assert preview_move(reference, actor=company.actor).allowed


def test_after_a_move_the_new_day_s_deadline_is_printed(park):
    company, reference = a_visit("2026-11-25 09:00")
    friday = make.a_block("2026-11-27 09:00")
    move_appointment(reference, to_block=friday, actor=company.actor, statement=BECAUSE)
    assert make.visit(reference).change_until == make.at("2026-11-25 17:00")


def test_a_visit_in_a_closed_block_moves_late_without_a_statement_and_with_no_moves_left(park):
    """The park caused it, so neither notice nor statement nor the number of moves stands in the way."""
    make.limits(moves_per_appointment=0)
    company, reference = a_visit("2026-11-25 09:00")
    make.limits(moves_per_appointment=0, notice_days=20)
    tomorrow = make.a_block("2026-11-26 09:00")
    park.move_to(make.at("2026-11-24 18:00"))
    late = no(
        move_appointment, reference, to_block=tomorrow, actor=company.actor, statement=BECAUSE
    )
    assert codes(late) == ["move.too_late", "move.moves_used_up"]

    close_blocks(Closing(date(2026, 11, 25), "power_cut"), actor=make.HOUSE)

    assert "move.free_of_notice" in {
        note.code for note in preview_move(reference, actor=company.actor).notes
    }
    move_appointment(reference, to_block=tomorrow, actor=company.actor)
    assert make.visit(reference).block_id == tomorrow


def test_a_move_that_the_park_made_necessary_uses_up_none_of_the_company_s_own(park):
    make.limits(moves_per_appointment=1)
    company, reference = a_visit("2026-11-26 09:00")
    close_blocks(Closing(date(2026, 11, 26), "power_cut"), actor=make.HOUSE)
    for day in (27, 30):
        block = make.a_block(f"2026-11-{day} 09:00")
        move_appointment(reference, to_block=block, actor=company.actor, statement=BECAUSE)
    assert make.visit(reference).moves == 1
    assert preview_move(reference, actor=company.actor).reasons[0].code == "move.moves_used_up"


def test_a_visit_in_a_closed_block_still_moves_after_its_time(park):
    company, reference = a_visit("2026-11-25 09:00")
    close_blocks(Closing(date(2026, 11, 25), "power_cut"), actor=make.HOUSE)
    park.move_to(make.at("2026-11-26 08:00"))
    friday = make.a_block("2026-11-27 09:00")
    move_appointment(reference, to_block=friday, actor=company.actor)
    assert make.visit(reference).block_id == friday


def test_a_visit_whose_time_has_come_is_not_moved(park):
    make.limits(notice_days=0)
    company, reference = a_visit("2026-11-25 09:00")
    target = make.a_block("2026-11-26 09:00")
    park.move_to(make.at("2026-11-25 09:01"))
    decision = no(
        move_appointment, reference, to_block=target, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["visit.started", "move.too_late"]


def test_a_visit_into_a_year_not_yet_published_says_so(park):
    """B2: provisional, instead of guessing silently."""
    park.move_to(make.at("2026-12-20 10:00"))
    company, reference = a_visit("2027-01-06 09:00")
    decision = preview_move(reference, actor=company.actor)
    assert decision.deadline.is_provisional
    assert "deadline.provisional" in {note.code for note in decision.notes}
