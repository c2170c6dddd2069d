"""A deed asked twice with one key is done once and answered twice; the same key for something else is refused."""

from datetime import timedelta

import pytest

from gaiyue.base.references import spoken
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.correct_contact import correct_contact
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.jobs.idempotency import KEPT, KeyReused, forget_answers
from tests import make
from tests.booking.make import BECAUSE, codes, everything, kinds, no


def test_a_double_click_books_once(park):
    company, block = make.a_company(), make.a_block(seats=2)
    first = make.booked(company, block, key="k1")
    before = everything()
    assert make.booked(company, block, key="k1") == first
    assert everything() == before
    assert make.taken(block) == 1


def test_a_double_click_moves_once(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    target = make.a_block("2026-11-26 09:00")
    for _ in range(2):
        answer = move_appointment(
            reference, to_block=target, actor=company.actor, statement=BECAUSE, key="k1"
        )
        assert answer == reference
    assert make.visit(reference).moves == 1
    assert kinds(reference).count("appointment.moved") == 1


def test_a_double_click_cancels_once(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    for _ in range(2):
        cancel_appointment(reference, actor=company.actor, key="k1")
    assert kinds(reference).count("appointment.cancelled") == 1


def test_a_reference_is_the_same_request_however_it_was_typed(park):
    """A2: the second time it was copied from the printed page, in groups and small letters."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    target, typed = make.a_block("2026-11-26 09:00"), f" {spoken(reference).lower()} "
    by_key = {"actor": company.actor, "key": "k1"}
    for written in (reference, typed):
        answer = move_appointment(written, to_block=target, statement=BECAUSE, **by_key)
        assert answer == reference
        correct_contact(written, contact=Contact("李四", "139 0000 0000"), **by_key)
    for written in (reference, typed):
        cancel_appointment(written, **by_key)
    happened = kinds(reference)
    for once in ("appointment.moved", "contact.corrected", "appointment.cancelled"):
        assert happened.count(once) == 1


def test_a_key_that_stood_for_another_request_is_refused_and_nothing_is_done(park):
    company = make.a_company()
    make.limits(live_per_service=5)
    block, other = make.a_block("2026-11-25 09:00", seats=2), make.a_block("2026-11-26 09:00")
    reference = make.booked(company, block, key="k1")
    move_appointment(
        reference, to_block=other, actor=company.actor, statement=BECAUSE, key="k1"
    )  # another deed: a key of its own
    before = everything()
    usual = {"actor": company.actor, "key": "k1"}
    for deed, args, changed in (
        (book_appointment, (other,), {"enterprise": company.code}),
        (book_appointment, (block,), {"enterprise": company.code, "contact": Contact("李四")}),
        (move_appointment, (reference,), {"to_block": block, "statement": BECAUSE}),
        (move_appointment, (reference,), {"to_block": other, "statement": Statement("travel")}),
    ):
        with pytest.raises(KeyReused) as refused:
            deed(*args, **usual, **changed)
        assert refused.value.code == "idempotency.key_reused"
        assert everything() == before


def test_two_people_may_use_the_same_key(park):
    """The key belongs to the principal: a colleague's is another one."""
    company = make.a_company()
    make.limits(live_per_service=2)
    block = make.a_block(seats=2)
    colleague = make.colleague(company)
    assert make.booked(company, block, key="k1") != make.booked(colleague, block, key="k1")
    assert make.taken(block) == 2


def test_a_refusal_is_not_kept_so_that_the_same_key_may_succeed_later(park):
    company, other = make.a_company(), make.a_company("别家")
    block = make.a_block(seats=1)
    theirs = make.booked(other, block)
    asked = {"enterprise": company.code, "actor": company.actor, "key": "k1"}
    assert codes(no(book_appointment, block, **asked)) == ["block.full"]
    cancel_appointment(theirs, actor=other.actor)
    assert book_appointment(block, **asked)


def test_an_answer_is_kept_for_seven_days(park):
    company, block = make.a_company(), make.a_block("2026-12-10 09:00", seats=2)
    make.limits(live_per_service=2)
    first = make.booked(company, block, key="k1")
    park.advance(KEPT)
    assert forget_answers(make.PARK) == 0
    assert make.booked(company, block, key="k1") == first
    park.advance(timedelta(seconds=1))
    assert forget_answers(make.PARK) == 1
    assert make.booked(company, block, key="k1") != first
