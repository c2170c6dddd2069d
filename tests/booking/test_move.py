"""A1, A2, A4: a visit is moved in one step, or not at all."""

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.models import Block
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import BECAUSE, codes, no, tally


def test_a_moved_visit_frees_its_old_seat_and_keeps_its_reference(park):
    company = make.a_company()
    old, new = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 14:00")
    reference = make.booked(company, old)

    moved = move_appointment(reference, to_block=new, actor=company.actor, statement=BECAUSE)

    assert moved == reference
    assert (make.taken(old), make.taken(new)) == (0, 1)
    visit = make.visit(reference)
    assert (visit.block_id, visit.moves, visit.state) == (new, 1, "booked")


def test_a_move_is_on_the_record_and_what_the_person_wrote_beside_it(park):
    """D5: from where to where, by which rule, with the chosen reason; the free text can be erased."""
    company = make.a_company()
    old, new = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 14:00")
    reference = make.booked(company, old)

    move_appointment(reference, to_block=new, actor=company.actor, statement=BECAUSE)

    entry = history(make.PARK, reference)[0]
    assert (entry.kind, entry.actor, entry.edition) == (
        "appointment.moved",
        company.actor.code,
        "*/1",
    )
    assert (entry.facts["from_block"], entry.facts["to_block"]) == (old, new)
    assert entry.facts["statement"] == "key_client_visit"
    assert entry.details == {"note": "客户改到周三来"}


def test_a_move_into_a_full_block_changes_nothing(park):
    """A2: the old seat is given up only when the new one is taken."""
    company, other = make.a_company(), make.a_company("别家")
    old, full = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 14:00")
    reference = make.booked(company, old)
    make.booked(other, full)

    decision = no(
        move_appointment, reference, to_block=full, actor=company.actor, statement=BECAUSE
    )

    assert codes(decision) == ["block.full"]
    assert (make.taken(old), make.taken(full)) == (1, 1)


def test_a_visit_moves_to_another_building(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00", location="lakeside"))
    there = make.a_block("2026-11-25 09:00", location="harbour")
    move_appointment(reference, to_block=there, actor=company.actor, statement=BECAUSE)
    facts = history(make.PARK, reference)[0].facts
    assert (facts["from_location"], facts["to_location"]) == ("lakeside", "harbour")


def test_a_visit_that_moves_into_the_next_month_stays_counted_where_it_was_booked(park):
    """The count of visits is a count of bookings, so a move never meets it and cancelling finds it."""
    company = make.a_company()
    make.limits(visits_per_period=1, unverified_visits_per_period=1, live_per_service=2)
    reference = make.booked(company, make.a_block("2026-11-30 09:00"))
    december = make.a_block("2026-12-03 09:00")
    move_appointment(reference, to_block=december, actor=company.actor, statement=BECAUSE)
    assert (tally(company, "2026-11"), tally(company, "2026-12")) == (1, 0)

    cancel_appointment(reference, actor=company.actor)
    assert (tally(company, "2026-11"), tally(company, "2026-12")) == (0, 0)
    assert make.taken(december) == 0


def test_the_reserve_is_not_for_ordinary_moves(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    kept = make.a_block("2026-11-26 09:00", seats=1)
    Block.objects.filter(pk=kept).update(reserve=1)
    decision = no(
        move_appointment, reference, to_block=kept, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["block.full"]


def test_a_clerk_a_colleague_and_the_holder_of_the_link_may_move_it_too(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-27 09:00"))
    movers = (make.staff("clerk"), make.colleague(company).actor, make.link_holder(reference))
    for hour, actor in enumerate(movers, start=10):
        block = make.a_block(f"2026-11-30 {hour}:00", hours=1)
        move_appointment(reference, to_block=block, actor=actor, statement=BECAUSE)
        assert make.visit(reference).block_id == block


def test_a_reference_is_understood_however_it_is_written(park):
    """A10: people read it out in groups, or type it small."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    typed = f" {reference[:3]}-{reference[3:6]} {reference[6:]}".lower()
    target = make.a_block("2026-11-26 14:00")
    assert move_appointment(typed, to_block=target, actor=company.actor, statement=BECAUSE) == (
        reference
    )


# --- what a move must not be ---------------------------------------------------------------


def test_a_move_wants_a_reason_from_the_catalogue(park):
    """B4: the statement is a chosen circumstance; missing and unknown are told apart."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    target = make.a_block("2026-11-26 14:00")
    missing = no(move_appointment, reference, to_block=target, actor=company.actor)
    assert codes(missing) == ["move.statement_missing"]
    assert "choose_reason" in {step.code for step in missing.next_steps}
    unknown = no(
        move_appointment,
        reference,
        to_block=target,
        actor=company.actor,
        statement=Statement("because"),
    )
    assert codes(unknown) == ["move.statement_unknown"]


def test_where_no_statement_is_required_none_is_asked_for(park):
    """B1: the statement is one setting."""
    company = make.a_company()
    make.limits(statement_required=False)
    reference = make.booked(company, make.a_block())
    target = make.a_block("2026-11-26 14:00")
    assert move_appointment(reference, to_block=target, actor=company.actor)


def test_moves_are_used_up_after_three(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-30 09:00"))
    for day in (1, 2, 3):
        block = make.a_block(f"2026-12-0{day} 09:00")
        move_appointment(reference, to_block=block, actor=company.actor, statement=BECAUSE)
    fourth = make.a_block("2026-12-04 09:00")
    decision = no(
        move_appointment, reference, to_block=fourth, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["move.moves_used_up"]
    assert decision.reasons[0].facts == {"made": 3, "allowed": 3}
    assert not preview_move(reference, actor=company.actor).allowed


def test_a_move_to_the_block_it_has_already_is_no_move(park):
    company, block = make.a_company(), make.a_block(seats=2)
    reference = make.booked(company, block)
    decision = no(
        move_appointment, reference, to_block=block, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["move.same_block"]


def test_a_visit_stays_with_its_service(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    other = make.a_block("2026-11-26 09:00", service="qualification")
    decision = no(
        move_appointment, reference, to_block=other, actor=company.actor, statement=BECAUSE
    )
    assert codes(decision) == ["move.other_service"]
    assert "book_separately" in {step.code for step in decision.next_steps}


def test_a_visit_that_was_received_or_cancelled_is_not_moved(park):
    company = make.a_company()
    make.limits(notice_days=0)
    here = make.booked(company, make.a_block("2026-11-23 14:00"))
    check_in(here, actor=make.staff())
    target = make.a_block("2026-11-26 09:00")
    assert codes(
        no(move_appointment, here, to_block=target, actor=company.actor, statement=BECAUSE)
    ) == ["visit.checked_in"]

    other = make.a_company("别家")
    gone = make.booked(other, make.a_block("2026-11-27 09:00"))
    cancel_appointment(gone, actor=other.actor)
    decision = no(move_appointment, gone, to_block=target, actor=other.actor, statement=BECAUSE)
    assert codes(decision) == ["visit.cancelled"]
    assert decision.next_steps[0].code == "book_again"


def test_a_strangers_visit_looks_like_none(park):
    company, stranger = make.a_company(), make.a_company("别家")
    reference = make.booked(company, make.a_block())
    target = make.a_block("2026-11-26 14:00")
    for asked in (reference, "222222222", "no reference at all"):
        with pytest.raises(NotThere):
            move_appointment(asked, to_block=target, actor=stranger.actor, statement=BECAUSE)
        with pytest.raises(NotThere):
            preview_move(asked, actor=stranger.actor)


def test_a_target_that_does_not_exist_is_not_there(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    with pytest.raises(NotThere):
        move_appointment(reference, to_block=424242, actor=company.actor, statement=BECAUSE)
    with pytest.raises(NotThere):
        preview_move(reference, to_block=424242, actor=company.actor)
