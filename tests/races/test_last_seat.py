"""K3, A2: sixteen want the last seat, and one gets it."""

from django.db.models import F

from gaiyue.booking import seats
from gaiyue.booking.access import access_visit
from gaiyue.booking.book import book_appointment
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.move import move_appointment
from tests import make
from tests.races.asking import booking, moving
from tests.races.checks import assert_sound, attempts, live_visits, mismatches
from tests.races.racing import barrier, ends, race, unguarded

MANY = 16
CLAIM = 'UPDATE "booking_block"'


def bookings(block, *, deed=book_appointment):
    companies = [make.a_company(f"企业{n}") for n in range(MANY)]
    return [booking(company, block, deed=deed) for company in companies]


def test_sixteen_who_book_the_last_seat_get_one_visit(engine):
    """K3. On PostgreSQL all sixteen have been told "free" and stand right before the claim."""
    block = make.a_block(seats=1)

    outcomes = race(*bookings(block), meet=CLAIM if engine == "postgresql" else "")

    assert ends(outcomes) == {"done": 1, "block.full": MANY - 1}
    assert (make.taken(block), live_visits()) == (1, 1)
    assert attempts() == [["block.full"]] * (MANY - 1)
    assert_sound()


def test_control_sixteen_who_look_and_then_write_all_get_the_last_seat(engine, monkeypatch):
    """K3: the race is real. The same deed without its two guards gives one seat away sixteen times."""
    block = make.a_block(seats=1)
    together = barrier(MANY)

    def look_then_write(block):
        found = Block.objects.get(pk=block)
        assert found.taken < found.capacity
        together.wait()
        Block.objects.filter(pk=block).update(taken=found.taken + 1)

    monkeypatch.setattr(seats, "_take", look_then_write)
    outcomes = race(*bookings(block, deed=unguarded(book_appointment)))

    assert ends(outcomes) == {"done": MANY}
    assert (make.taken(block), live_visits()) == (1, MANY)
    assert [one.held for one in mismatches()] == [MANY]


def visits_to_move():
    """Sixteen visits in one block, and a block with one seat."""
    old, new = make.a_block("2026-12-01 09:00", seats=MANY), make.a_block("2026-12-02 09:00")
    companies = [make.a_company(f"企业{n}") for n in range(MANY)]
    return old, new, [(one, make.booked(one, old)) for one in companies]


def moves(visits, new, *, deed=move_appointment):
    return [moving(company, reference, new, deed=deed) for company, reference in visits]


def test_sixteen_who_move_to_the_last_seat_move_one_visit_and_leave_the_others_alone(engine):
    """A2, K3: a failed move changes nothing, not even the version of the row."""
    old, new, visits = visits_to_move()
    before = {row["reference"]: row for row in Appointment.objects.values()}

    outcomes = race(*moves(visits, new), meet=CLAIM if engine == "postgresql" else "")

    assert ends(outcomes) == {"done": 1, "block.full": MANY - 1}
    assert (make.taken(old), make.taken(new)) == (MANY - 1, 1)
    (moved,) = (outcome.value for outcome in outcomes if outcome.end == "done")
    for row in Appointment.objects.values():
        if row["reference"] == moved:
            assert (row["block_id"], row["moves"]) == (new, 1)
        else:
            assert row == before[row["reference"]]
    assert attempts() == [["block.full"]] * (MANY - 1)
    assert_sound()


def test_control_a_move_that_gives_up_the_old_seat_first_loses_seats(engine, monkeypatch):
    """A2: without one transaction, those who find no new seat have lost the old one."""
    old, new, visits = visits_to_move()

    def give_back_then_take(*, give_back, take):
        Block.objects.filter(pk=give_back).update(taken=F("taken") - 1)
        seats._take(take)

    monkeypatch.setattr("gaiyue.booking.move.exchange_seats", give_back_then_take)
    monkeypatch.setattr("gaiyue.booking.move.lock_visit", access_visit)
    outcomes = race(*moves(visits, new, deed=unguarded(move_appointment)), meet=CLAIM)

    assert ends(outcomes) == {"done": 1, "block.full": MANY - 1}
    assert (make.taken(old), make.taken(new)) == (0, 1)
    assert {one.block for one in mismatches()} == {new}
