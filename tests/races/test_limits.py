"""B1, K3: a bounded number is not passed by asking twice at once."""

import os

import pytest

from gaiyue.booking import book
from gaiyue.booking.access import access_visit
from gaiyue.booking.book import book_appointment
from gaiyue.booking.move import move_appointment
from gaiyue.eventlog.models import Event
from gaiyue.policy.models import Tally
from gaiyue.policy.tallies import used
from tests import make
from tests.races.asking import allow, booking, moving
from tests.races.checks import assert_sound, attempts, live_visits, mismatches
from tests.races.racing import barrier, ends, race, unguarded


def bookings(count, *, deed=book_appointment):
    """One company, that many bookings of the same month, each on a day of its own."""
    company = make.a_company()
    blocks = [make.a_block(f"2026-11-{25 + n} 09:00") for n in range(count)]
    return [booking(company, block, deed=deed) for block in blocks]


def test_no_more_visits_in_a_period_than_allowed(engine):
    allow(live_per_service=5, visits_per_period=2, unverified_visits_per_period=2)

    outcomes = race(*bookings(4))

    assert ends(outcomes) == {"done": 2, "book.visits_used_up": 2}
    assert live_visits() == 2
    assert attempts() == [["book.visits_used_up"]] * 2
    assert_sound()


def test_control_counting_first_and_writing_then_passes_the_limit(engine, monkeypatch):
    allow(live_per_service=5, visits_per_period=1, unverified_visits_per_period=1)
    together = barrier(2)

    def count_then_write(park, key, *, limit):
        seen = used(park, key)
        together.wait()
        Tally.objects.update_or_create(park=park, key=key, defaults={"used": seen + 1})
        return seen + 1 if seen < limit else None

    monkeypatch.setattr(book, "take", count_then_write)
    first, second = bookings(2, deed=unguarded(book_appointment))
    give_each_a_place_of_its_own(monkeypatch)

    assert ends(race(first, second)) == {"done": 2}
    assert live_visits() == 2


def give_each_a_place_of_its_own(monkeypatch):
    """Every racer has a live key of its own, so that only the limit is in question."""
    enter = book._VISIT

    def enter_with_own_key(**fields):
        return enter(**fields | {"live_key": f"{fields['live_key']}{os.getpid()}"})

    monkeypatch.setattr(book, "_VISIT", enter_with_own_key)


def test_no_more_live_visits_of_a_service_than_allowed(engine):
    """Two places, four who want one: both are used, and nobody is told of an error."""
    allow(live_per_service=2)

    outcomes = race(*bookings(4))

    assert ends(outcomes) == {"done": 2, "book.visit_live": 2}
    assert live_visits() == 2
    assert_sound()


def moves_of_one_visit(*, deed=move_appointment):
    """Two people of one company move its visit to two different days; a neighbour sits in the same block."""
    allow(moves_per_appointment=1)
    company, neighbour = make.a_company(), make.a_company("邻居")
    old = make.a_block("2026-12-01 09:00", seats=2)
    reference = make.booked(company, old)
    make.booked(neighbour, old)
    targets = [make.a_block("2026-12-02 09:00"), make.a_block("2026-12-03 09:00")]
    return reference, [moving(company, reference, to, deed=deed) for to in targets]


@pytest.mark.parametrize("_round", range(3))
def test_no_more_moves_of_a_visit_than_allowed(engine, _round):
    """B1. Who comes second is told so, with the reason; the visit was not lost from sight."""
    reference, moves = moves_of_one_visit()

    outcomes = race(*moves)

    assert ends(outcomes) == {"done": 1, "move.moves_used_up": 1}
    assert make.visit(reference).moves == 1
    assert Event.objects.filter(kind="appointment.moved").count() == 1
    assert attempts() == [["move.moves_used_up"]]
    assert_sound()


def test_control_without_a_lock_on_the_visit_both_moves_are_made(engine, monkeypatch):
    monkeypatch.setattr("gaiyue.booking.move.lock_visit", access_visit)
    _, moves = moves_of_one_visit(deed=unguarded(move_appointment))

    outcomes = race(*moves, meet='UPDATE "booking_appointment"')

    assert ends(outcomes) == {"done": 2}
    assert Event.objects.filter(kind="appointment.moved").count() == 2
    assert mismatches() != []
