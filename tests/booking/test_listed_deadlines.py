"""B3, B6: the deadline in a list, and the one shown before a move, are those that the rule decides by."""

from dataclasses import replace

import pytest

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.models import Appointment
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.booking.queries.deadlines import new_deadline, terms_of
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.withdraw import withdraw_edition
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


def shown(reference: str, company: make.Company) -> set[object]:
    """The deadline by all who say it: a list, the visit's own page, the preview of a move."""
    deadline = preview_move(reference, actor=company.actor).deadline
    assert deadline is not None
    return {
        *(terms.change_until for terms in terms_of(make.PARK, rows()).values()),
        one_visit(reference, actor=company.actor).change_until,
        deadline.at,
    }


def publish(days: int, starts: str, *, service: str = "*") -> int:
    limits = replace(Limits(), notice_days=days)
    at = make.at(starts)
    ref = publish_edition(make.PARK, service, limits=limits, actor=make.HOUSE, effective_from=at)
    return ref.number


@pytest.fixture
def milder(park):
    """Booked under ten days' notice; by the rule of now it could be moved until December 1, 17:00."""
    make.limits(notice_days=10)
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-12-02 09:00"))
    make.limits(notice_days=2)
    assert shown(reference, company) == {make.at("2026-12-01 17:00")}
    return company, reference


@pytest.mark.parametrize("service", ["*", "tax-registration"])
def test_stricter_rules_that_come_end_it_at_their_moment(milder, park, service):
    company, reference = milder
    publish(5, "2026-12-01 00:00", service=service)
    assert shown(reference, company) == {make.at("2026-12-01 00:00")}
    park.move_to(make.at("2026-11-30 23:59"))
    assert preview_move(reference, actor=company.actor).allowed
    park.move_to(make.at("2026-12-01 00:00"))
    assert not preview_move(reference, actor=company.actor).allowed


@pytest.mark.parametrize(
    ("days", "starts", "until"),
    [
        (5, "2026-12-02 00:00", "2026-12-01 17:00"),
        (1, "2026-12-01 00:00", "2026-12-02 09:00"),
        (3, "2026-11-30 00:00", "2026-11-30 17:00"),
    ],
)
def test_rules_that_come_count_from_their_moment_on(milder, days, starts, until):
    """Too late to matter; milder; a day stricter while it is still ahead."""
    company, reference = milder
    publish(days, starts)
    assert shown(reference, company) == {make.at(until)}


def test_a_deadline_that_was_printed_stays_whatever_comes(park):
    company = make.a_company()
    make.limits(notice_days=2)
    reference = make.booked(company, make.a_block("2026-12-02 09:00"))
    publish(5, "2026-12-01 00:00")
    assert shown(reference, company) == {make.at("2026-12-01 17:00")}


def test_an_edition_that_is_taken_back_counts_for_nothing(milder):
    company, reference = milder
    number = publish(5, "2026-12-01 00:00")
    withdraw_edition("*", number=number, actor=make.HOUSE)
    assert shown(reference, company) == {make.at("2026-12-01 17:00")}
