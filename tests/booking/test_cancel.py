"""A10: a cancelled visit gives its seat back at once, and stays readable."""

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import codes, no, tally


def test_a_cancelled_visit_frees_its_seat_its_place_and_its_count(park):
    company, block = make.a_company(), make.a_block()
    reference = make.booked(company, block)

    cancel_appointment(reference, actor=company.actor, note="不来了")

    visit = make.visit(reference)
    assert (visit.state, visit.holds_seat, visit.live_key) == ("cancelled", False, None)
    assert visit.ended_at == make.MONDAY
    assert (make.taken(block), tally(company)) == (0, 0)
    assert make.booked(make.a_company("别家"), block)


def test_a_cancelled_visit_can_still_be_looked_up(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    cancel_appointment(reference, actor=company.actor, note="不来了")
    assert one_visit(reference, actor=company.actor).state == "cancelled"
    entry = history(make.PARK, reference)[0]
    assert entry.kind == "appointment.cancelled"
    assert entry.details == {"note": "不来了"}


def test_cancelling_twice_gives_one_seat_and_one_count_back(park):
    company = make.a_company()
    make.limits(live_per_service=2)
    block = make.a_block(seats=2)
    kept, reference = make.booked(company, block), make.booked(company, block)
    cancel_appointment(reference, actor=company.actor)

    decision = no(cancel_appointment, reference, actor=company.actor)

    assert codes(decision) == ["visit.cancelled"]
    assert (make.taken(block), tally(company)) == (1, 1)
    assert make.visit(kept).holds_seat


def test_a_visit_can_be_cancelled_until_it_begins_and_not_after(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    park.move_to(make.at("2026-11-25 09:00"))
    assert preview_cancelling(reference, actor=company.actor).allowed
    park.move_to(make.at("2026-11-25 09:01"))
    assert codes(no(cancel_appointment, reference, actor=company.actor)) == ["cancel.too_late"]


def test_how_long_before_is_a_setting(park):
    """B1."""
    company = make.a_company()
    make.limits(cancel_lead_minutes=60)
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    park.move_to(make.at("2026-11-25 08:01"))
    decision = no(cancel_appointment, reference, actor=company.actor)
    assert codes(decision) == ["cancel.too_late"]
    assert decision.deadline.at == make.at("2026-11-25 08:00")
    assert decision.next_steps[0].code == "keep_visit"


def test_a_colleague_a_clerk_and_the_holder_of_the_link_may_cancel(park):
    company = make.a_company()
    make.limits(live_per_service=3)
    block = make.a_block(seats=3)
    first, second, third = (make.booked(company, block) for _ in range(3))
    cancel_appointment(first, actor=make.colleague(company).actor)
    cancel_appointment(second, actor=make.staff())
    cancel_appointment(third, actor=make.link_holder(third))
    assert make.taken(block) == 0


def test_a_strangers_visit_can_not_be_cancelled(park):
    company, stranger = make.a_company(), make.a_company("别家")
    block = make.a_block(seats=2)
    reference, other = make.booked(company, block), make.booked(stranger, block)
    for actor in (stranger.actor, make.link_holder(other)):
        for asked in (reference, "222222222"):
            with pytest.raises(NotThere):
                cancel_appointment(asked, actor=actor)
            with pytest.raises(NotThere):
                preview_cancelling(asked, actor=actor)
    assert (make.taken(block), tally(company)) == (2, 1)
