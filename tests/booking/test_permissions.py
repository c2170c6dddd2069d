"""Who may do what, to whose: every deed and every query of the room with every role. A1, D5."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.access import access_visit, lock_visit
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.book import book_appointment, preview_booking
from gaiyue.booking.call import call_next, call_visit
from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.check_in import check_in
from gaiyue.booking.close_blocks import Closing, close_blocks, preview_closing
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.contact import Contact
from gaiyue.booking.correct_contact import correct_contact
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Counter
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.board import (
    Board,
    BoardCounts,
    count_forgotten,
    counts_on_board,
    find,
    finished,
    forgotten,
    unfinished,
    whole_day,
)
from gaiyue.booking.queries.hall import hall
from gaiyue.booking.queries.moves import last_move
from gaiyue.booking.queries.visits import visit
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.undo import undo_last_act
from gaiyue.people.permissions import TABLE, May
from tests import make
from tests.booking.make import everything

WEDNESDAY = date(2026, 11, 25)


def a_counter() -> int:
    """A counter of the visit's location and service."""
    found = Counter.objects.get(location__code="lakeside", service__code="tax-registration")
    return int(found.pk)


@dataclass(frozen=True)
class World:
    """A visit of `owner`, a free block, and a company that has nothing to do with it."""

    owner: make.Company
    stranger: make.Company
    reference: str
    free: int


@pytest.fixture
def world(park) -> World:
    owner, stranger = make.a_company(), make.a_company("别家")
    reference = make.booked(owner, make.a_block("2026-11-25 09:00", seats=2))
    return World(owner, stranger, reference, make.a_block("2026-11-26 14:00", seats=2))


Act = Callable[[World, Actor], object]

TO_A_VISIT: dict[str, tuple[May, Act]] = {
    "see": (May.SEE_VISIT, lambda w, a: visit(w.reference, actor=a)),
    "access": (May.SEE_VISIT, lambda w, a: access_visit(w.reference, actor=a, what=May.SEE_VISIT)),
    "lock": (May.SEE_VISIT, lambda w, a: lock_visit(w.reference, actor=a, what=May.SEE_VISIT)),
    "last move": (May.SEE_VISIT, lambda w, a: last_move(w.reference, actor=a)),
    "move": (
        May.MOVE_VISIT,
        lambda w, a: move_appointment(w.reference, to_block=w.free, actor=a),
    ),
    "preview move": (May.MOVE_VISIT, lambda w, a: preview_move(w.reference, actor=a)),
    "cancel": (May.CANCEL_VISIT, lambda w, a: cancel_appointment(w.reference, actor=a)),
    "preview cancelling": (
        May.CANCEL_VISIT,
        lambda w, a: preview_cancelling(w.reference, actor=a),
    ),
    "correct contact": (
        May.BOOK_VISIT,
        lambda w, a: correct_contact(w.reference, contact=Contact("王五", "021-5555"), actor=a),
    ),
    "check in": (May.RECEIVE_VISIT, lambda w, a: check_in(w.reference, actor=a)),
    "complete": (May.RECEIVE_VISIT, lambda w, a: complete_visit(w.reference, actor=a)),
    "no-show": (May.RECEIVE_VISIT, lambda w, a: mark_no_show(w.reference, actor=a)),
    "call": (May.RECEIVE_VISIT, lambda w, a: call_visit(w.reference, counter=a_counter(), actor=a)),
    "undo": (
        May.RECEIVE_VISIT,
        lambda w, a: undo_last_act(w.reference, what="complete", actor=a),
    ),
}
FOR_A_COMPANY: dict[str, tuple[May, Act]] = {
    "book": (
        May.BOOK_VISIT,
        lambda w, a: book_appointment(w.free, enterprise=w.owner.code, actor=a),
    ),
    "preview booking": (
        May.BOOK_VISIT,
        lambda w, a: preview_booking(w.free, enterprise=w.owner.code, actor=a),
    ),
}
EXTRA = Session(
    "tax-registration",
    "harbour",
    make.at("2026-11-27 09:00"),
    make.at("2026-11-27 11:00"),
    2,
)
TO_THE_PARK: dict[str, tuple[May, Act]] = {
    "generate blocks": (
        May.PLAN_BLOCKS,
        lambda _, a: generate_blocks(until=date(2026, 12, 4), actor=a),
    ),
    "add session": (May.PLAN_BLOCKS, lambda _, a: add_session(EXTRA, actor=a)),
    "set capacity": (May.PLAN_BLOCKS, lambda w, a: set_capacity(w.free, capacity=3, actor=a)),
    "preview closing": (
        May.PLAN_BLOCKS,
        lambda _, a: preview_closing(Closing(WEDNESDAY, "power_cut"), actor=a),
    ),
    "close blocks": (
        May.PLAN_BLOCKS,
        lambda _, a: close_blocks(Closing(WEDNESDAY, "power_cut"), actor=a),
    ),
    "call next": (May.RECEIVE_VISIT, lambda _, a: call_next(a_counter(), actor=a)),
    "release reserve": (May.PLAN_BLOCKS, lambda _, a: release_reserve(actor=a)),
}
EVERYTHING = TO_A_VISIT | FOR_A_COMPANY | TO_THE_PARK


def is_there(act: Act, world: World, actor: Actor) -> bool:
    """Whether it is there for the actor (a rule may still say no); what it did is undone."""
    before = everything()
    with transaction.atomic():
        try:
            act(world, actor)
        except NotThere:
            assert everything() == before
            return False
        except Refusal:
            return True
        finally:
            transaction.set_rollback(True)
    return True


def acting_as(role: str, world: World, *, of: make.Company) -> Actor:
    """Somebody of that role who acts for the company, or holds the link of its visit."""
    scope = frozenset({of.code})
    if role == "link_holder":
        theirs = world.reference if of is world.owner else "222222222"
        scope = frozenset({theirs})
    return Actor(make.PARK, f"someone:{role}", role, scope if role in OWN else frozenset())


OWN = {role for role, (whose, _) in TABLE.items() if whose == "own"}


@pytest.mark.parametrize("role", [*TABLE, "a role that nobody has"])
def test_a_role_may_do_to_its_own_what_the_table_says(world, role):
    allowed = TABLE[role][1] if role in TABLE else frozenset()
    actor = acting_as(role, world, of=world.owner)
    found = {name: is_there(act, world, actor) for name, (_, act) in EVERYTHING.items()}
    in_scope = EVERYTHING if role not in OWN else TO_A_VISIT | FOR_A_COMPANY
    expected = {
        name: what in allowed and name in in_scope for name, (what, _) in EVERYTHING.items()
    }
    assert found == expected


@pytest.mark.parametrize("role", sorted(OWN))
def test_nobody_from_outside_finds_anything_of_another_company(world, role):
    actor = acting_as(role, world, of=world.stranger)
    assert not any(is_there(act, world, actor) for _, act in EVERYTHING.values())


@pytest.mark.parametrize("role", TABLE)
def test_nobody_of_another_park_finds_anything_here(world, role):
    """Also the manager of the park next door, whose things are everybody's there."""
    here = acting_as(role, world, of=world.owner)
    actor = Actor("zhangjiang", here.code, role, here.scope)
    concerned = TO_A_VISIT | FOR_A_COMPANY | {"set capacity": TO_THE_PARK["set capacity"]}
    assert not any(is_there(act, world, actor) for _, act in concerned.values())
    before = everything()["Appointment"], everything()["Block"]
    with transaction.atomic():
        if May.PLAN_BLOCKS in TABLE[role][1]:
            assert close_blocks(Closing(WEDNESDAY, "power_cut"), actor=actor).blocks == ()
            assert release_reserve(actor=actor) == 0
        assert (everything()["Appointment"], everything()["Block"]) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", [*TABLE, "a role that nobody has"])
def test_the_board_is_for_the_counter(world, role):
    allowed = TABLE[role][1] if role in TABLE else frozenset()
    actor = acting_as(role, world, of=world.owner)
    may_look = May.SEE_BOARD in allowed and role not in OWN
    board = Board(WEDNESDAY)
    assert unfinished(board, actor=actor).total == int(may_look)
    assert len(whole_day(board, actor=actor)) == int(may_look)
    assert counts_on_board(board, actor=actor) == BoardCounts(expected=int(may_look))
    with clock.frozen(make.at("2026-11-25 09:30")):
        mark_no_show(world.reference, actor=make.HOUSE)
    assert finished(board, actor=actor).total == int(may_look)
    assert is_there(lambda _, a: hall("lakeside", actor=a), world, actor) == may_look


@pytest.mark.parametrize("role", [*TABLE, "a role that nobody has"])
def test_what_was_forgotten_is_for_the_counter(world, park, role):
    allowed = TABLE[role][1] if role in TABLE else frozenset()
    actor = acting_as(role, world, of=world.owner)
    may_look = May.SEE_BOARD in allowed and role not in OWN
    park.move_to(make.at("2026-11-26 09:00"))
    assert forgotten(Board(WEDNESDAY), actor=actor).total == int(may_look)
    assert count_forgotten(Board(WEDNESDAY), actor=actor) == int(may_look)


def test_a_code_finds_a_visit_for_those_who_may_see_it(world):
    """D4: scanned at the counter, typed by its owner or opened by its link; for anybody else it is none."""
    those = [
        world.owner.actor,
        make.colleague(world.owner).actor,
        make.staff(),
        make.link_holder(world.reference),
    ]
    assert [find(world.reference, actor=one).reference for one in those] == [world.reference] * 4
    assert find(world.reference, actor=world.stranger.actor) is None
    assert find(world.reference, actor=make.link_holder("222222222")) is None
