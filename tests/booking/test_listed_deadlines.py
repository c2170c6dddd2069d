"""B3, B6: the deadline in a list, and the one shown before a move, are those that the rule decides by."""

import pytest

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.models import Appointment
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.booking.queries.deadlines import new_deadline, terms_of
from tests import make
from tests.booking.make import BECAUSE


def rows() -> list[Appointment]:
    return list(Appointment.objects.select_related("service", "block").order_by("pk"))


@pytest.mark.parametrize("days", [1, 3, 10])
def test_a_list_says_the_deadline_that_a_move_is_judged_by(park, days):
    """Kept when the rule got stricter, later when it got milder, and none for what is over."""
    company = make.a_company()
    starts = {"tax-registration": "2026-11-27 09:00", "qualification": "2026-12-01 14:00"}
    ahead = [make.booked(company, make.a_block(when, service=of)) for of, when in starts.items()]
    gone = make.a_block("2026-12-02 09:00", service="business-registration")
    cancel_appointment(make.booked(company, gone), actor=company.actor)
    make.limits(notice_days=days)
    listed = terms_of(make.PARK, rows())
    assert [terms.change_until for terms in listed.values()] == [
        preview_move(reference, actor=company.actor).deadline.at for reference in ahead
    ]


@pytest.mark.parametrize("many", [1, 8])
def test_the_deadlines_of_a_list_cost_two_queries(park, django_assert_num_queries, many):
    block = make.a_block("2026-11-27 09:00", seats=many)
    for _ in range(many):
        make.booked(make.a_company(), block)
    listed = rows()
    with django_assert_num_queries(2):
        assert len(terms_of(make.PARK, listed)) == many
    with django_assert_num_queries(0):
        assert terms_of(make.PARK, []) == {}


def test_what_is_shown_before_a_move_is_printed_after_it(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    target = make.a_block("2026-12-02 09:00")
    shown = new_deadline(make.PARK, target)
    move_appointment(reference, to_block=target, actor=company.actor, statement=BECAUSE)
    assert shown == make.visit(reference).change_until == make.at("2026-11-30 17:00")


def test_a_visit_in_a_block_of_tomorrow_could_not_be_changed_any_more(park):
    tomorrow = make.a_block("2026-11-24 09:00")
    assert new_deadline(make.PARK, tomorrow) is None
