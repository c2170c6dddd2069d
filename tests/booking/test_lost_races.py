"""K3, A2: what a person hears when the world changes between the question and the last statement of the deed.

The other side of each race is played by hand here; tests/concurrency runs them between processes.
"""

import pytest

from gaiyue.booking import book, move
from gaiyue.booking.book import book_appointment
from gaiyue.booking.models import Block
from gaiyue.booking.move import move_appointment
from gaiyue.booking.seats import NoSeat, exchange_seats
from tests import make
from tests.booking.make import BECAUSE, codes, kinds, no


def meanwhile(change, *, times: int = 99):
    """`exchange_seats`, before whose first `times` runs somebody else does `change`."""
    runs = []

    def exchange(**blocks):
        runs.append(blocks)
        if len(runs) <= times:
            change()
        exchange_seats(**blocks)

    return exchange


def test_a_booking_that_loses_the_last_seat_hears_that_the_block_is_full(park, monkeypatch):
    company, block = make.a_company(), make.a_block(seats=1)
    gone = meanwhile(lambda: Block.objects.filter(pk=block).update(taken=1))
    monkeypatch.setattr(book, "exchange_seats", gone)
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.full"]


def test_a_booking_into_a_block_that_just_closed_hears_so(park, monkeypatch):
    company, block = make.a_company(), make.a_block(seats=1)
    closed = meanwhile(lambda: Block.objects.filter(pk=block).update(is_open=False))
    monkeypatch.setattr(book, "exchange_seats", closed)
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["block.closed"]


def test_a_move_that_loses_the_last_seat_keeps_its_old_one(park, monkeypatch):
    company = make.a_company()
    old, new = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")
    reference = make.booked(company, old)
    gone = meanwhile(lambda: Block.objects.filter(pk=new).update(taken=1))
    monkeypatch.setattr(move, "exchange_seats", gone)
    decision = no(move_appointment, reference, to_block=new, actor=company.actor, statement=BECAUSE)
    assert codes(decision) == ["block.full"]
    assert make.taken(old) == 1


@pytest.mark.parametrize("module", [book, move])
def test_a_seat_that_is_back_already_is_taken_by_running_the_deed_again(park, monkeypatch, module):
    company = make.a_company()
    old, new = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")
    runs = []

    def lost_once(**blocks):
        runs.append(blocks)
        if len(runs) == 1:
            raise NoSeat(blocks["take"])
        exchange_seats(**blocks)

    reference = make.booked(company, old) if module is move else ""
    monkeypatch.setattr(module, "exchange_seats", lost_once)
    if module is move:
        move_appointment(reference, to_block=new, actor=company.actor, statement=BECAUSE)
    else:
        reference = make.booked(company, new)
    assert len(runs) == 2
    assert make.taken(new) == 1
    assert kinds(reference)[-1] == f"appointment.{'moved' if module is move else 'booked'}"
    assert len(kinds(reference)) == (2 if module is move else 1)


def test_a_booking_that_loses_the_last_visit_of_the_month_is_judged_again(park, monkeypatch):
    """The counter was free when the rule looked, and used up when the deed took from it."""
    company = make.a_company()
    make.limits(visits_per_period=1, unverified_visits_per_period=1)
    block = make.a_block(seats=2)
    counted = iter([0, 1])
    monkeypatch.setattr(book, "take", lambda *_args, **_kwargs: False)
    monkeypatch.setattr("gaiyue.booking.facts.used", lambda *_args: next(counted))
    decision = no(book_appointment, block, enterprise=company.code, actor=company.actor)
    assert codes(decision) == ["book.visits_used_up"]
