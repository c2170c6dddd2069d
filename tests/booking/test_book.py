"""A3, A10, B5: a company books a seat, or hears everything that speaks against it."""

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.base.references import read_reference
from gaiyue.booking.book import Contact, book_appointment, preview_booking
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Block, Service
from gaiyue.booking.no_show import mark_no_show
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import codes, no, tally


def test_a_booked_visit_has_a_seat_a_reference_and_a_printed_deadline(park):
    """B3: the deadline is on the visit from the beginning."""
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00", seats=3)

    reference = make.booked(company, block)

    visit = make.visit(reference)
    assert read_reference(reference) == reference
    assert (visit.state, visit.block_id, visit.holds_seat) == ("booked", block, True)
    assert visit.change_until == make.at("2026-11-23 17:00")
    assert (visit.contact_name, visit.contact_phone) == ("张三", "138 0000 0000")
    assert make.taken(block) == 1


def test_a_booking_is_on_the_record_with_the_rule_that_allowed_it_and_without_names(park):
    """D5: who, when, which edition; the contact stays in the row."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())

    (entry,) = history(make.PARK, reference)

    assert (entry.kind, entry.actor, entry.edition) == (
        "appointment.booked",
        company.actor.code,
        "*/1",
    )
    assert entry.facts["enterprise"] == company.code
    assert "张三" not in str(entry)


def test_a_clerk_books_for_the_company_that_telephones(park):
    company, clerk = make.a_company(), make.staff("clerk")
    reference = book_appointment(make.a_block(), enterprise=company.code, actor=clerk)
    assert make.visit(reference).enterprise.code == company.code


def test_a_full_block_refuses_the_next_company(park):
    block = make.a_block(seats=1)
    make.booked(make.a_company(), block)
    late = make.a_company("来晚了")
    decision = no(book_appointment, block, enterprise=late.code, actor=late.actor)
    assert codes(decision) == ["block.full"]
    assert "choose_block" in {step.code for step in decision.next_steps}


def test_reserved_seats_are_not_for_ordinary_bookings(park):
    """A8: what is kept for emergencies looks taken to everybody else."""
    block = make.a_block(seats=2)
    Block.objects.filter(pk=block).update(reserve=1)
    make.booked(make.a_company(), block)
    other = make.a_company("别家")
    decision = no(book_appointment, block, enterprise=other.code, actor=other.actor)
    assert codes(decision) == ["block.full"]
    assert make.taken(block) == 1


def test_a_closed_block_can_not_be_booked(park):
    company, block = make.a_company(), make.a_block()
    close_blocks(Closing(make.at("2026-11-25 00:00").date(), "power_cut"), actor=make.HOUSE)
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.closed"]


def test_a_block_is_bookable_until_the_lead_time_and_not_after(park):
    """B1: the lead time is two hours; the last moment itself is still in time."""
    company, block = make.a_company(), make.a_block("2026-11-23 14:00")
    park.move_to(make.at("2026-11-23 12:00"))
    assert preview_booking(block, enterprise=company.code, actor=company.actor).allowed

    park.move_to(make.at("2026-11-23 12:01"))
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.too_soon"]

    park.move_to(make.at("2026-11-23 14:01"))
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.started"]


def test_a_block_opens_for_booking_thirty_days_ahead(park):
    company, block = make.a_company(), make.a_block("2026-12-24 09:00")
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.beyond_horizon"]

    park.move_to(make.at("2026-11-24 00:00"))
    assert make.booked(company, block)


def test_a_service_that_is_not_offered_any_more_can_not_be_booked(park):
    company, block = make.a_company(), make.a_block()
    Service.objects.filter(code="tax-registration").update(is_offered=False)
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["service.not_offered"]


def test_every_objection_is_said_at_once(park):
    """B5: nobody clears one only to meet the next."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-25 09:00"))
    soon = make.a_block("2026-11-23 11:00")
    make.limits(visits_per_period=1, unverified_visits_per_period=1)
    close_blocks(Closing(make.at("2026-11-23 00:00").date(), "power_cut"), actor=make.HOUSE)
    decision = no(book_appointment, soon, enterprise=company.code, actor=company.actor)
    assert codes(decision) == [
        "block.closed",
        "block.too_soon",
        "book.visit_live",
        "book.visits_used_up",
    ]


# --- one live visit per service ------------------------------------------------------------


def test_a_second_visit_to_the_same_service_is_refused_with_a_way_to_move_the_first(park):
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-25 09:00"))
    other = make.a_block("2026-11-26 09:00")
    decision = no(book_appointment, other, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["book.visit_live"]
    assert decision.next_steps[0].code == "move_visit"


def test_a_colleague_meets_the_visit_that_the_company_has_already(park):
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-25 09:00"))
    other = make.a_block("2026-11-26 09:00")
    colleague = make.colleague(company)
    decision = no(book_appointment, other, enterprise=company.code, actor=colleague.actor)
    assert codes(decision) == ["book.visit_live"]


def test_a_visit_to_another_service_does_not_count(park):
    """A9: one account, several services."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-25 09:00"))
    assert make.booked(company, make.a_block("2026-11-25 14:00", service="qualification"))


def test_where_two_visits_are_allowed_each_has_a_place_and_a_place_left_is_taken_again(park):
    company = make.a_company()
    make.limits(live_per_service=2)
    blocks = [make.a_block(f"2026-11-2{day} 09:00") for day in (5, 6, 7)]
    first, second = make.booked(company, blocks[0]), make.booked(company, blocks[1])
    places = [make.visit(one).live_key.rsplit(":", 1)[1] for one in (first, second)]
    assert places == ["1", "2"]
    assert codes(no(book_appointment, blocks[2], enterprise=company.code, actor=company.actor)) == [
        "book.visit_live"
    ]

    cancel_appointment(first, actor=company.actor)

    third = make.booked(company, blocks[2])
    assert make.visit(third).live_key.endswith(":1")
    assert make.visit(first).live_key is None


def test_after_a_completed_visit_the_next_can_be_booked(park):
    company, clerk = make.a_company(), make.staff()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    check_in(reference, actor=clerk)
    later = make.a_block("2026-11-25 09:00")
    assert codes(no(book_appointment, later, enterprise=company.code, actor=company.actor)) == [
        "book.visit_live"
    ]
    complete_visit(reference, actor=clerk)
    assert make.booked(company, later)


# --- visits per period ---------------------------------------------------------------------


def test_visits_of_a_month_are_counted_and_a_cancelled_one_gives_its_count_back(park):
    company = make.a_company()
    make.limits(live_per_service=5, visits_per_period=2)
    blocks = [make.a_block(f"2026-11-2{day} 09:00") for day in (5, 6, 7)]
    first, _ = make.booked(company, blocks[0]), make.booked(company, blocks[1])
    decision = no(book_appointment, blocks[2], enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["book.visits_used_up"]
    assert decision.reasons[0].facts["renews_on"] == make.at("2026-12-01 00:00").date()

    cancel_appointment(first, actor=company.actor)
    assert tally(company) == 1
    assert make.booked(company, blocks[2])
    assert tally(company) == 2


def test_the_next_month_counts_for_itself(park):
    company = make.a_company()
    make.limits(live_per_service=5, visits_per_period=1, unverified_visits_per_period=1)
    make.booked(company, make.a_block("2026-11-30 14:00"))
    assert make.booked(company, make.a_block("2026-12-01 09:00"))
    assert (tally(company, "2026-11"), tally(company, "2026-12")) == (1, 1)


def test_a_company_still_being_registered_has_fewer_visits(park):
    company = make.a_company(credit_code=None)
    make.limits(live_per_service=5)
    for day in (5, 6):
        make.booked(company, make.a_block(f"2026-11-2{day} 09:00"))
    third = make.a_block("2026-11-27 09:00")
    decision = no(book_appointment, third, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["book.unverified_used_up"]
    assert "verify" in {step.code for step in decision.next_steps}


# --- missed visits -------------------------------------------------------------------------


def missed(company: make.Company, day: str, park) -> None:
    """A visit of that day to which nobody came."""
    park.move_to(make.at(f"{day} 07:00"))
    reference = make.booked(company, make.a_block(f"{day} 09:00"))
    park.move_to(make.at(f"{day} 11:30"))
    mark_no_show(reference, actor=make.HOUSE)


def test_too_many_missed_visits_pause_booking_for_a_while(park):
    company = make.a_company()
    make.limits(visits_per_period=20, no_show_limit=2, no_show_pause_days=10)
    missed(company, "2026-11-24", park)
    free = make.a_block("2026-12-07 09:00")
    assert preview_booking(free, enterprise=company.code, actor=company.actor).allowed

    missed(company, "2026-11-25", park)

    decision = no(book_appointment, free, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["book.paused"]
    assert decision.reasons[0].facts["until"] == make.at("2026-12-05 11:30")
    park.move_to(make.at("2026-12-05 11:30"))
    assert make.booked(company, free)


def test_a_pause_is_for_the_company_and_not_for_others(park):
    company, other = make.a_company(), make.a_company("别家")
    make.limits(no_show_limit=1)
    missed(company, "2026-11-24", park)
    free = make.a_block("2026-11-27 09:00", service="qualification", seats=2)
    assert codes(no(book_appointment, free, enterprise=company.code, actor=company.actor)) == [
        "book.paused"
    ]
    assert make.booked(other, free)


# --- not there -----------------------------------------------------------------------------


def test_nobody_books_for_a_company_that_is_not_theirs(park):
    """A stranger's company and none look alike."""
    company, stranger = make.a_company(), make.a_company("别家")
    block = make.a_block()
    for enterprise in (company.code, "E0000"):
        with pytest.raises(NotThere):
            book_appointment(block, enterprise=enterprise, actor=stranger.actor)
        with pytest.raises(NotThere):
            preview_booking(block, enterprise=enterprise, actor=stranger.actor)
    assert make.taken(block) == 0


def test_a_block_that_does_not_exist_is_not_there(park):
    company = make.a_company()
    with pytest.raises(NotThere):
        book_appointment(424242, enterprise=company.code, actor=company.actor, contact=Contact())
