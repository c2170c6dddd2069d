"""A10: visits are found by whatever was typed or scanned, each way by an index."""

import pytest
from django.db import connection

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.references import spoken
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.contact import Contact, digits_of, tail_of
from gaiyue.booking.correct_contact import correct_contact
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.search import _in_order, _wanted, find_visits, read_typed
from tests import make
from tests.booking.make import kinds


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("0086 138 0000 0000", "13800000000"),
        ("１３８０００００００００", "138000000000"),
        ("021-5555 0100", "02155550100"),
        ("+86 21 5555 0100", "02155550100"),
        ("（021）5555 0100", "02155550100"),
        ("+49 89 1234567", "49891234567"),
        ("", ""),
    ],
)
def test_a_number_is_the_same_however_it_is_written(written, digits):
    assert digits_of(written) == digits
    assert tail_of(written) == digits[-4:]


def test_a_reference_is_read_out_of_whatever_was_scanned(park):
    reference = make.booked(make.a_company(), make.a_block())
    for typed in (
        spoken(reference),
        spoken(reference).lower().replace("-", "－"),
        f" {reference[:3]} {reference[3:]} ",
        f"https://gaiyue.example/appointments/{reference}/?from=qr",
    ):
        assert read_typed(typed).reference == reference, typed
    assert read_typed(f"{reference[:-1]}").reference == ""


def test_live_visits_come_first_and_soonest(park):
    company, clerk = make.a_company(), make.staff()
    over = make.booked(company, make.a_block("2026-11-24 14:00"))
    cancel_appointment(over, actor=company.actor)
    later = make.booked(company, make.a_block("2026-11-27 09:00"))
    sooner = make.booked(company, make.a_block("2026-11-26 09:00", service="qualification"))
    found = find_visits(read_typed("张三"), actor=clerk)
    assert [row.reference for row in found.rows] == [sooner, later, over]
    assert find_visits(read_typed("张三"), actor=company.actor).total == 0


@pytest.mark.parametrize("typed", ["138 0000 0000", "0000", "张三", "7KQ2MX4TB"])
def test_no_search_reads_all_visits_of_the_park(park, typed):
    make.booked(make.a_company(), make.a_block())
    rows = Appointment.objects.filter(_wanted(read_typed(typed), []), park=make.PARK)
    plan = _in_order(rows).explain()
    assert connection.vendor != "sqlite" or "SCAN booking_appointment" not in plan, plan


def test_a_contact_is_corrected_by_its_company_and_the_counter_alone(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    new = Contact(" 王五 ", "021-5555 0188")
    for stranger in (make.a_company("别家").actor, make.link_holder(reference)):
        with pytest.raises(NotThere):
            correct_contact(reference, contact=new, actor=stranger)
    correct_contact(reference, contact=new, actor=make.staff(), key="k")
    correct_contact(reference, contact=new, actor=company.actor)
    row = make.visit(reference)
    assert (row.contact_name, row.contact_digits, row.contact_tail) == (
        "王五",
        "02155550188",
        "0188",
    )
    assert kinds(reference) == ["appointment.booked", "contact.corrected"]


@pytest.mark.parametrize(
    ("name", "phone", "code"),
    [
        ("", "138 0000 0000", "contact.nameless"),
        ("王五", " ", "contact.no_phone"),
        ("王" * 65, "138 0000 0000", "contact.name_too_long"),
        ("王五", "1" * 33, "contact.phone_too_long"),
    ],
)
def test_a_contact_that_cannot_be_kept_is_refused(park, name, phone, code):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    with pytest.raises(Refusal) as no:
        correct_contact(reference, contact=Contact(name, phone), actor=company.actor)
    assert no.value.code == code


def test_the_contact_of_a_visit_that_is_over_stays(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-27 09:00"))
    cancel_appointment(reference, actor=company.actor)
    with pytest.raises(Refusal) as no:
        correct_contact(reference, contact=Contact("王五", "13800000000"), actor=company.actor)
    assert no.value.code == "contact.visit_over"
