"""A10, K3: two entries of a company are merged while one of them books: no visit stays with the one that closed."""

from functools import partial

import pytest

from gaiyue.booking import book as booking_room
from gaiyue.booking import facts
from gaiyue.booking import merge_enterprises as merge_room
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.merge_enterprises import merge_enterprises
from gaiyue.booking.models import Appointment
from gaiyue.booking.undo import undo_last_act
from gaiyue.people.access import access_enterprise
from tests import make
from tests.races.asking import allow, booking
from tests.races.checks import assert_sound
from tests.races.racing import ends, race, reached, signpost


def two_entries():
    """A company, and a second entry of it without a credit code."""
    return make.a_company("云启科技"), make.a_company("云启", credit_code=None)


def merging(source, target):
    return partial(merge_enterprises, source.code, into=target.code, actor=make.HOUSE)


def visits_of(company) -> int:
    return Appointment.objects.filter(enterprise__code=company.code).count()


@pytest.mark.parametrize("_round", range(3))
def test_a_visit_goes_over_or_is_not_booked(engine, _round):
    kept, closed = two_entries()
    outcomes = race(booking(closed, make.a_block()), merging(closed, kept))
    booked = outcomes[0].end == "done"
    assert ends(outcomes) in ({"done": 2}, {"done": 1, "not there": 1})
    assert outcomes[1].end == "done"
    assert (visits_of(closed), visits_of(kept)) == (0, int(booked))
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_a_merge_waits_for_a_booking_that_has_begun(monkeypatch):
    """It begins once the booking has looked at its company, and takes the visit along."""
    kept, closed = two_entries()
    looked, block_of = signpost(), booking_room.facts.block_with_rules

    def found(block, *, park):
        looked.set()
        return block_of(block, park=park)

    def merge_then():
        reached(looked)
        merging(closed, kept)()

    monkeypatch.setattr(booking_room.facts, "block_with_rules", found)
    assert ends(race(booking(closed, make.a_block()), merge_then)) == {"done": 2}
    assert (visits_of(closed), visits_of(kept)) == (0, 1)
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_without_the_lock_a_visit_is_left_behind(monkeypatch):
    kept, closed = two_entries()
    looked, merged = signpost(), signpost()

    def look_then_wait(code, *, actor, what):
        company = access_enterprise(code, actor=actor, what=what)
        looked.set()
        reached(merged)
        return company

    def merge_then():
        reached(looked)
        merging(closed, kept)()
        merged.set()

    monkeypatch.setattr(booking_room, "lock_enterprise", look_then_wait)
    assert ends(race(booking(closed, make.a_block()), merge_then)) == {"done": 2}
    assert (visits_of(closed), visits_of(kept)) == (1, 0)


def one_live_and_one_just_completed():
    """Of the entry that closes a live visit in the second place, of the other one a visit that ended by mistake."""
    allow(live_per_service=2)
    kept, closed = two_entries()
    block = make.a_block("2026-11-23 14:00", seats=3)
    first = make.booked(closed, block)
    make.booked(closed, block)
    cancel_appointment(first, actor=make.HOUSE)
    slip = make.booked(kept, block)
    for act in (check_in, complete_visit):
        act(slip, actor=make.HOUSE)
    return kept, closed, slip


def live_of(company) -> int:
    return Appointment.objects.filter(enterprise__code=company.code, live_key__isnull=False).count()


@pytest.mark.usefixtures("postgresql")
def test_a_merge_judges_only_when_the_counter_has_taken_back_its_slip(monkeypatch):
    """Both entries have a live visit by then, and that is said."""
    kept, closed, slip = one_live_and_one_just_completed()
    looked, known = signpost(), facts.undo_facts

    def found(*args, **how):
        looked.set()
        return known(*args, **how)

    def merge_then():
        reached(looked)
        merging(closed, kept)()

    monkeypatch.setattr(facts, "undo_facts", found)
    undo = partial(undo_last_act, slip, what="complete", actor=make.HOUSE)
    assert ends(race(undo, merge_then)) == {"done": 1, "merge.two_live": 1}
    assert (live_of(closed), live_of(kept)) == (1, 1)
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_without_locked_visits_a_merge_judges_what_is_being_changed(monkeypatch):
    kept, closed, slip = one_live_and_one_just_completed()
    looked, merged, known = signpost(), signpost(), facts.undo_facts

    def look_then_wait(*args, **how):
        looked.set()
        reached(merged)
        return known(*args, **how)

    def merge_then():
        reached(looked)
        merging(closed, kept)()
        merged.set()

    monkeypatch.setattr(facts, "undo_facts", look_then_wait)
    monkeypatch.setattr(merge_room, "_lock_visits", lambda _old, _new: None)
    undo = partial(undo_last_act, slip, what="complete", actor=make.HOUSE)
    assert ends(race(undo, merge_then)) == {"done": 2}
    assert live_of(kept) == 2
