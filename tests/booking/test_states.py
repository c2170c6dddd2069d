"""The table of states: what the deeds can do is exactly what the table says."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gaiyue.base.errors import Refusal
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Appointment
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.states import LIVE, WAYS_BACK, WAYS_OUT, State, become, go_back
from gaiyue.booking.undo import undo_last_act
from tests import make
from tests.booking.make import everything

DEEDS: dict[State, Any] = {
    State.CHECKED_IN: check_in,
    State.COMPLETED: complete_visit,
    State.NO_SHOW: mark_no_show,
    State.CANCELLED: cancel_appointment,
}
HOW_TO_GET_THERE = {
    State.BOOKED: (),
    State.CHECKED_IN: (State.CHECKED_IN,),
    State.COMPLETED: (State.CHECKED_IN, State.COMPLETED),
    State.NO_SHOW: (State.NO_SHOW,),
    State.CANCELLED: (State.CANCELLED,),
}
ACTS = {State.CHECKED_IN: "check_in", State.COMPLETED: "complete", State.NO_SHOW: "no_show"}
AFTERWARDS = (State.BOOKED, State.COMPLETED)
"""The one way that is open on a later day only."""


def a_visit_that_is(state: State, park) -> str:
    """A visit of this morning at nine, at exactly nine, brought into the state by the deeds."""
    park.move_to(make.at("2026-11-23 06:00"))
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 09:00"))
    park.move_to(make.at("2026-11-23 09:00"))
    for step in HOW_TO_GET_THERE[state]:
        DEEDS[step](reference, actor=make.HOUSE)
    assert make.visit(reference).state == state
    return reference


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", DEEDS)
def test_a_visit_goes_where_the_table_says_and_nowhere_else(park, state, wanted):
    """At nine sharp, when time speaks against none of the deeds."""
    reference = a_visit_that_is(state, park)
    before = everything()
    try:
        DEEDS[wanted](reference, actor=make.HOUSE)
    except Refusal:
        assert wanted not in WAYS_OUT[state] or (state, wanted) == AFTERWARDS
        assert everything() == before
    else:
        # pressed again: it is there already, and nothing is written twice
        assert wanted in WAYS_OUT[state] or (wanted == state and everything() == before)
        assert make.visit(reference).state == wanted


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_no_rule_can_allow_what_the_table_does_not(state, wanted):
    if wanted in WAYS_OUT[state]:
        assert become(state, wanted) is wanted
    else:
        with pytest.raises(ValueError, match=f"no way from {state} to {wanted}"):
            become(state, wanted)


@pytest.mark.parametrize("state", State)
def test_a_visit_goes_back_where_the_table_says_and_nowhere_else(park, state):
    """Right after the deed, when time does not speak against it."""
    reference = a_visit_that_is(state, park)
    for act in ACTS.values():
        before = everything()
        try:
            undo_last_act(reference, what=act, actor=make.HOUSE)
        except Refusal:
            assert act != ACTS.get(state)
            assert everything() == before
        else:
            now = State(make.visit(reference).state)
            assert now in WAYS_BACK[state] or everything() == before
            assert now in LIVE
            return
    assert not WAYS_BACK[state]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_no_rule_can_take_back_what_the_table_does_not(state, wanted):
    if wanted in WAYS_BACK[state]:
        assert go_back(state, wanted) is wanted
        assert state in WAYS_OUT[wanted]
    else:
        with pytest.raises(ValueError, match=f"no way back from {state} to {wanted}"):
            go_back(state, wanted)


def test_every_state_has_ways_out_and_an_ended_visit_has_none():
    assert set(WAYS_OUT) == set(State)
    assert {state for state, ways in WAYS_OUT.items() if not ways} == set(State) - LIVE


@pytest.mark.parametrize(
    "broken",
    [
        {"live_key": None},
        {"state": "completed"},
        {"holds_seat": False},
        {"state": "cancelled", "holds_seat": False},
    ],
    ids=str,
)
def test_the_database_refuses_a_visit_that_is_neither_live_nor_ended(park, broken):
    """Constraints for what must never be, whatever the code does."""
    reference = make.booked(make.a_company(), make.a_block())
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(reference=reference).update(**broken)


def test_the_database_refuses_two_live_visits_under_one_key(park):
    first, second = make.a_company(), make.a_company("别家")
    block = make.a_block(seats=2)
    kept, other = make.booked(first, block), make.booked(second, block)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(reference=other).update(live_key=make.visit(kept).live_key)
