"""K3: a process that is killed (SIGKILL) at any moment of a deed leaves all of it or nothing, and no lock."""

from gaiyue.booking.book import book_appointment
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.eventlog.models import Event, Unlinked
from gaiyue.jobs.models import Answer
from gaiyue.policy.models import Tally
from tests import make
from tests.races.asking import booking, moving
from tests.races.checks import assert_sound, everything, live_visits, mismatches
from tests.races.racing import killed_at, race, unguarded

STEPS = 60
"""More than any deed has; the loops end when a racer comes through."""


def killed_everywhere(work, block, *, is_done):
    """Run `work` in a new process for each of its steps and kill it there; how many times, until it came through.

    After each kill the database is as before, or, once, as after the whole deed; and a deed that needs the same
    block works at once.
    """
    done_at = []
    for step in range(1, STEPS):
        before = everything()
        (outcome,) = race(killed_at(step, work))
        if outcome.end == "done":
            return step - 1, done_at, outcome.value
        assert outcome.end == "killed"
        if everything() != before:
            assert is_done()
            done_at.append(step)
        set_capacity(block, capacity=5, actor=make.HOUSE)
        assert mismatches() == []
    raise AssertionError("it never came through")


def test_a_booking_killed_anywhere_is_made_whole_or_not_at_all(engine):
    """Asked again with the same key, it gives the one visit, also when only the answer was lost."""
    company, block = make.a_company(), make.a_block(seats=5)
    events = Event.objects.filter(kind="appointment.booked")

    def is_done():
        return (live_visits(), events.count(), Answer.objects.count()) == (1, 1, 1) and (
            make.taken(block),
            Tally.objects.get().used,
            Unlinked.objects.filter(event__kind="appointment.booked").count(),
        ) == (1, 1, 1)

    kills, done_at, reference = killed_everywhere(
        booking(company, block, key="k-1"), block, is_done=is_done
    )

    assert kills >= 9
    assert done_at == [kills]  # only after its COMMIT
    assert is_done()
    assert make.visit(reference).block_id == block
    assert_sound()


def test_a_move_killed_anywhere_is_made_whole_or_not_at_all(engine):
    """A2: the old seat is never given up without the new one."""
    company, old, new = make.a_company(), make.a_block("2026-12-01 09:00"), make.a_block(seats=5)
    reference = make.booked(company, old)
    events = Event.objects.filter(kind="appointment.moved")

    def is_done():
        visit = make.visit(reference)
        seats = (make.taken(old), make.taken(new))
        return (visit.block_id, visit.moves, events.count(), seats) == (new, 1, 1, (0, 1))

    kills, done_at, answer = killed_everywhere(
        moving(company, reference, new, key="k-1"), new, is_done=is_done
    )

    assert kills >= 9
    assert done_at == [kills]
    assert is_done()
    assert answer == reference
    assert_sound()


def test_control_a_booking_that_is_not_one_transaction_is_left_half_done(engine):
    """Killed right before it claims the seat, the visit stands there without one."""
    company, block = make.a_company(), make.a_block(seats=5)
    work = booking(company, block, deed=unguarded(book_appointment))

    found = []
    for step in range(7, STEPS):
        (outcome,) = race(killed_at(step, work))
        found = mismatches()
        if found or outcome.end == "done":
            break

    assert [(one.taken, one.held) for one in found] == [(0, 1)]


def test_whoever_waits_behind_a_killed_deed_goes_on(engine):
    """The second one may be queued behind the first when that is killed with its locks; it gets the seat."""
    first, second, block = make.a_company(), make.a_company("第二家"), make.a_block(seats=2)

    dead, alive = race(killed_at(8, booking(first, block)), booking(second, block))

    assert (dead.end, alive.end) == ("killed", "done")
    assert make.taken(block) == 1
    assert_sound()
