"""A2, K3: two people change the same visit or the same block at once, and both are answered truly."""

from functools import partial

import pytest
from django.db import connection

from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking import close_blocks as closing_room
from gaiyue.booking import facts
from gaiyue.booking.access import lock_visit
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.states import State
from gaiyue.eventlog.models import Event
from gaiyue.people.permissions import May
from tests import make
from tests.races.asking import booking, moving
from tests.races.checks import assert_sound, mismatches
from tests.races.racing import (
    ends,
    race,
    reached,
    signpost,
    unguarded,
    until_somebody_waits,
    values,
)

THURSDAY = make.at("2026-11-26 09:00")


def stopping_before(text, here, go):
    """An execute wrapper: before the first statement with the text, say "here" and wait for "go"."""

    def wrapper(execute, sql, params, many, context):
        if text in sql and not here.is_set():
            here.set()
            reached(go)
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@pytest.mark.parametrize("_round", range(3))
def test_cancelling_and_moving_one_visit_leaves_no_seat_behind(engine, _round):
    company, old, new = make.a_company(), make.a_block("2026-12-01 09:00"), make.a_block()
    reference = make.booked(company, old)

    cancelled, moved = race(
        partial(cancel_appointment, reference, actor=company.actor),
        moving(company, reference, new),
    )

    assert cancelled.end == "done"
    assert moved.end in {"done", "visit.cancelled"}
    assert make.visit(reference).state == State.CANCELLED
    assert (make.taken(old), make.taken(new)) == (0, 0)
    assert_sound()


@pytest.mark.usefixtures("postgresql")
@pytest.mark.parametrize("first", ["cancel", "move"])
def test_who_waits_for_the_other_change_is_judged_by_what_it_left(first):
    """One holds the visit right before its seats change; the other one comes, waits, and finds the new state."""
    company, old, new = make.a_company(), make.a_block("2026-12-01 09:00"), make.a_block()
    reference = make.booked(company, old)
    here, go = signpost(), signpost()
    cancel = partial(cancel_appointment, reference, actor=company.actor)
    move = moving(company, reference, new)

    def holds_the_visit():
        with stopping_before('UPDATE "booking_block"', here, go):
            return (cancel if first == "cancel" else move)()

    def comes_later():
        reached(here)
        with stopping_at_the_lock(go):
            return (move if first == "cancel" else cancel)()

    outcomes = race(holds_the_visit, comes_later)

    assert ends(outcomes) == (
        {"done": 1, "visit.cancelled": 1} if first == "cancel" else {"done": 2}
    )
    assert make.visit(reference).state == State.CANCELLED
    assert (make.taken(old), make.taken(new)) == (0, 0)
    assert_sound()


def moved_while_its_day_is_closed():
    """Too late to be moved, and waiting for somebody who holds the visit when the park closes the day."""
    company, old, new = make.a_company(), make.a_block("2026-11-24 09:00"), make.a_block()
    reference = make.booked(company, old)
    held = signpost()

    @deed
    def hold_and_close():
        lock_visit(reference, actor=make.HOUSE, what=May.SEE_VISIT)
        held.set()
        until_somebody_waits()
        close_blocks(Closing(make.at("2026-11-24").date(), "power_cut"), actor=make.HOUSE)

    def move():
        reached(held)
        return moving(company, reference, new)()

    return race(hold_and_close, move)


@pytest.mark.usefixtures("postgresql")
def test_who_waits_while_the_park_closes_the_day_moves_free_of_notice():
    assert ends(moved_while_its_day_is_closed()) == {"done": 2}
    assert Appointment.objects.get().moves == 0
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_a_block_that_is_not_read_again_is_still_open(monkeypatch):
    """It was joined to the visit before the wait."""

    def only_the_target(block, *, visit):
        return facts.block_with_rules(block, park=visit.park)

    monkeypatch.setattr(facts, "target_with_rules", only_the_target)
    assert ends(moved_while_its_day_is_closed()) == {"done": 1, "move.too_late": 1}


def stopping_at_the_lock(go):
    """An execute wrapper: let the other one go on right before we ask for the visit's row."""

    def wrapper(execute, sql, params, many, context):
        if "FOR UPDATE" in sql:
            go.set()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def close_thursday(deed=close_blocks):
    return partial(deed, Closing(THURSDAY.date(), "power_cut"), actor=make.HOUSE)


def opened_moves():
    return set(
        Event.objects.filter(kind="appointment.move_opened").values_list("subject", flat=True)
    )


@pytest.mark.parametrize("_round", range(3))
def test_a_visit_booked_while_its_day_is_closed_is_refused_or_may_move_freely(engine, _round):
    block = make.a_block("2026-11-26 09:00", seats=4)
    companies = [make.a_company(f"企业{n}") for n in range(3)]

    closed, *booked = race(close_thursday(), *(booking(one, block) for one in companies))

    assert closed.end == "done"
    assert set(ends(booked)) <= {"done", "block.closed"}
    assert not Block.objects.get(pk=block).is_open
    assert opened_moves() == set(Appointment.objects.values_list("reference", flat=True))
    assert {one.reference for one in closed.value.visits} == opened_moves()
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_closing_waits_for_a_booking_that_has_its_seat_and_names_its_visit():
    block, company = make.a_block("2026-11-26 09:00"), make.a_company()
    claimed, closing = signpost(), signpost()

    def book():
        def after_claim(execute, sql, params, many, context):
            result = execute(sql, params, many, context)
            if 'UPDATE "booking_block"' in sql:
                claimed.set()
                reached(closing)
            return result

        with connection.execute_wrapper(after_claim):
            return booking(company, block)()

    def close():
        reached(claimed)
        with signalling("FOR NO KEY UPDATE", closing):  # it locks the blocks before it closes them
            return close_thursday()()

    booked, closed = race(book, close)

    assert (booked.end, closed.end) == ("done", "done")
    assert [one.reference for one in closed.value.visits] == [booked.value]
    assert opened_moves() == {booked.value}
    assert_sound()


def signalling(text, sign):
    """An execute wrapper: set the sign right before a statement with the text."""

    def wrapper(execute, sql, params, many, context):
        if text in sql:
            sign.set()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


def test_control_a_closing_that_looks_for_visits_first_forgets_one(engine, monkeypatch):
    """Read before the blocks are closed, the visits are not all there are."""
    block, company = make.a_block("2026-11-26 09:00"), make.a_company()
    looked, booked = signpost(), signpost()
    visits_of = closing_room.visits_in

    def look_too_early(closing, park):
        seen = visits_of(park, (block,))
        looked.set()
        reached(booked)
        monkeypatch.setattr(closing_room, "visits_in", lambda *_: seen)
        return Block.objects.filter(park=park, pk=block)

    def book():
        reached(looked)
        reference = booking(company, block)()
        booked.set()
        return reference

    monkeypatch.setattr(closing_room, "_blocks", look_too_early)
    closed, visit = race(close_thursday(unguarded(close_blocks)), book)

    assert (closed.end, visit.end) == ("done", "done")
    assert not Block.objects.get(pk=block).is_open
    assert opened_moves() == set()


def test_closing_a_day_twice_at_once_opens_each_move_once(engine):
    block, company = make.a_block("2026-11-26 09:00"), make.a_company()
    reference = make.booked(company, block)

    assert ends(race(close_thursday(), close_thursday())) == {"done": 2}

    assert Event.objects.filter(kind="appointment.move_opened", subject=reference).count() == 1
    assert Event.objects.filter(kind="blocks.closed").count() == 1
    assert_sound()


@pytest.mark.parametrize("_round", range(3))
def test_a_reserve_released_twice_at_once_is_on_record_once(engine, _round):
    """The worker and somebody at the command line may ask in the same second."""
    block = make.a_block(seats=3)
    Block.objects.filter(pk=block).update(reserve=2, reserve_until=make.at("2026-11-23 09:00"))
    release = partial(release_reserve, actor=make.HOUSE)

    outcomes = race(release, release)

    assert sorted(values(outcomes)) == [0, 1]
    assert Event.objects.filter(kind="block.reserve_released").count() == 1
    assert Block.objects.get(pk=block).reserve == 0
    assert_sound()


@pytest.mark.parametrize("_round", range(3))
def test_a_capacity_cut_against_a_booking_keeps_every_visit_its_seat(engine, _round):
    block = make.a_block(seats=2)
    make.booked(make.a_company("早到"), block)

    cut, booked = race(
        partial(set_capacity, block, capacity=1, actor=make.HOUSE),
        booking(make.a_company(), block),
    )

    assert (cut.end, booked.end) in {
        ("done", "block.full"),
        ("block.capacity_below_taken", "done"),
    }
    assert Block.objects.get(pk=block).capacity == (1 if cut.end == "done" else 2)
    assert_sound()


def test_control_a_capacity_that_is_checked_first_and_written_then_overbooks(engine):
    """The check constraint is the backstop: what it stops, the condition in the UPDATE has to answer in words."""
    block = make.a_block(seats=1)
    looked, booked = signpost(), signpost()

    def check_then_cut():
        found = Block.objects.get(pk=block)
        looked.set()
        reached(booked)
        if found.taken > 0:
            raise NotThere
        Block.objects.filter(pk=block).update(capacity=0)

    def book():
        reached(looked)
        reference = booking(make.a_company(), block)()
        booked.set()
        return reference

    cut, visit = race(check_then_cut, book)

    assert visit.end == "done"
    assert "IntegrityError" in cut.end
    assert mismatches() == []
