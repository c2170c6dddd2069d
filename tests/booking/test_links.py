"""A1: the signed link of a visit opens that one visit until it ends, and nothing else."""

from datetime import timedelta

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.book import book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.links import GRACE, has_link, link_token, open_link, token_of
from gaiyue.booking.models import Appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.queries.visits import visit
from gaiyue.booking.revoke_link import revoke_link
from gaiyue.eventlog.models import Event
from tests import make


@pytest.fixture
def company(park):
    return make.a_company()


@pytest.fixture
def reference(company):
    return make.booked(company, make.a_block("2026-11-26 09:00", seats=3))


def token(reference: str) -> str:
    return link_token(make.visit(reference))


def dead(token: str, park: str = make.PARK) -> bool:
    try:
        open_link(token, park)
    except NotThere:
        return True
    return False


def test_a_link_opens_its_visit_and_lets_its_holder_move_and_cancel_it(reference):
    holder = open_link(token(reference), make.PARK)
    assert (holder.code, holder.scope) == (f"link:{reference}", frozenset({reference}))
    assert visit(reference, actor=holder).reference == reference
    new = make.a_block("2026-11-27 14:00")
    move_appointment(reference, to_block=new, actor=holder, statement=Statement("travel"))
    assert make.visit(reference).block_id == new
    assert Event.objects.get(kind="appointment.moved").actor == f"link:{reference}"
    cancel_appointment(reference, actor=holder)
    assert make.visit(reference).state == "cancelled"


def test_the_link_stays_the_same_when_the_visit_moves(reference, company):
    """A1: links that were sent stay valid."""
    before, new = token(reference), make.a_block("2026-11-27 14:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))
    assert token(reference) == before
    assert not dead(before)


def test_a_holder_sees_no_other_visit_and_books_nothing(reference, company):
    holder = open_link(token(reference), make.PARK)
    block = make.a_block("2026-11-26 14:00", service="qualification")
    other = make.booked(company, block)
    for act in (
        lambda: visit(other, actor=holder),
        lambda: cancel_appointment(other, actor=holder),
        lambda: book_appointment(block, enterprise=company.code, actor=holder),
        lambda: revoke_link(reference, actor=holder),
        lambda: token_of(reference, actor=holder),
    ):
        with pytest.raises(NotThere):
            act()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.partition(".")[0],
        lambda token: token.partition(".")[0] + ".",
        lambda token: "ABCDEFGHJ" + token[9:],
        lambda token: token.lower(),
        lambda token: token + "x",
        lambda _: "",
        lambda _: ".",
        lambda _: "验" * 400,
    ],
)
def test_a_token_that_we_did_not_make_opens_nothing(reference, spoil):
    assert dead(spoil(token(reference)))


def test_the_signature_of_one_visit_opens_no_other(reference):
    other = make.booked(make.a_company("别家"), make.visit(reference).block_id)
    assert dead(f"{other}.{token(reference).partition('.')[2]}")


def test_a_link_opens_nothing_in_another_park(reference):
    """Also when the other park has a visit of the same reference and key."""
    mine = token(reference)
    Appointment.objects.filter(reference=reference).update(park="elsewhere")
    assert dead(mine, "elsewhere")


@pytest.mark.parametrize("who", ["owner", "colleague", "clerk"])
def test_a_link_can_be_revoked_and_another_be_made(reference, company, who):
    actor = {
        "owner": lambda: company.actor,
        "colleague": lambda: make.colleague(company).actor,
        "clerk": make.staff,
    }[who]()
    before = token(reference)
    revoke_link(reference, actor=actor)
    assert dead(before)
    assert not dead(token(reference))
    assert Event.objects.get(kind="link.revoked").subject == reference


def test_a_stranger_neither_gets_nor_revokes_a_link(reference):
    stranger = make.a_company("别家").actor
    for act in (token_of, revoke_link):
        with pytest.raises(NotThere):
            act(reference, actor=stranger)
    assert not dead(token(reference))


@pytest.mark.parametrize("role", ["clerk", "manager"])
def test_staff_get_no_link_and_know_that_there_is_one(reference, role):
    """What staff do stands in the record under their name; a link acts without one."""
    actor = make.staff(role)
    with pytest.raises(NotThere):
        token_of(reference, actor=actor)
    assert has_link(reference, actor=actor)


def test_a_link_ends_a_day_after_the_visit(reference, park):
    mine, ends = token(reference), make.at("2026-11-26 11:00")
    park.move_to(ends + GRACE)
    assert not dead(mine)
    park.advance(timedelta(seconds=1))
    assert dead(mine)
    with pytest.raises(NotThere):
        token(reference)


def test_a_cancelled_visit_can_be_read_through_its_link_for_a_day(reference, company, park):
    mine = token(reference)
    cancel_appointment(reference, actor=company.actor)
    assert not dead(mine)
    park.advance(GRACE + timedelta(seconds=1))
    assert dead(mine)


def test_a_visit_without_a_key_has_no_link(reference):
    mine = token(reference)
    Appointment.objects.update(link_key="")
    assert dead(mine)
    with pytest.raises(NotThere):
        token(reference)


def test_opening_a_link_takes_one_query(reference, django_assert_num_queries):
    mine = token(reference)
    with django_assert_num_queries(1):
        open_link(mine, make.PARK)
