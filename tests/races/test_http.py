"""J3, K3, A2: what holds between processes holds through HTTP: several server processes, clients that ask at once."""

from collections import Counter
from functools import partial

import pytest
from django.db import connection

from gaiyue.people.issue_token import NewToken, issue_token
from tests import make
from tests.races.asking import BECAUSE, allow
from tests.races.checks import assert_sound, live_visits, mismatches
from tests.races.served import all_at_once, served
from tests.races.test_crossing import deadlocks

MANY = 10
CONTACT = {"name": "张三", "phone": "138 0000 0000"}


def address() -> str:
    """Where the database of this test is, as the environment of a server says it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{known['NAME']}"
    return f"host={known['HOST']} user={known['USER']} dbname={known['NAME']}"


def token_of(company) -> str:
    new = NewToken(name="ERP", days=30, enterprise=company.code)
    return issue_token(new, actor=company.actor).secret


def companies(many: int):
    found = [make.a_company(f"企业{n}") for n in range(many)]
    return [(company, token_of(company)) for company in found]


def ends(answers) -> Counter[str]:
    return Counter(answer.end for answer in answers)


def bookings(server, clients, block: int, *, key: str = "k-{n}"):
    body = {"block": block, "contact": CONTACT}
    return [
        partial(server.post, "/appointments", body, token=token, key=key.format(n=n))
        for n, (_company, token) in enumerate(clients)
    ]


def test_of_ten_programs_that_want_the_last_seat_one_gets_it(engine, tmp_path):
    """K3: the others read that it is full, with what they can do."""
    block, clients = make.a_block(seats=1), companies(MANY)
    with served(address(), tmp_path) as server:
        answers = all_at_once(bookings(server, clients, block))
    assert ends(answers) == {"201": 1, "block.full": MANY - 1}
    assert all(one.body["next_steps"] for one in answers if one.status == 409)
    assert (make.taken(block), live_visits()) == (1, 1)
    assert_sound()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_control_programs_that_are_let_look_and_then_write_get_more_than_there_is(engine, tmp_path):
    """K3: the race is real, through HTTP too. (SQLite's writers queue, so that nobody looks while another writes.)"""
    block, clients = make.a_block(seats=1), companies(MANY)
    with served(address(), tmp_path, UNGUARDED="1") as server:
        answers = all_at_once(bookings(server, clients, block))
    assert ends(answers)["201"] > 1
    assert mismatches() != []


def test_a_request_that_is_sent_many_times_at_once_is_done_once(engine, tmp_path):
    """A lost answer is asked for again while the first request is still under way: all read the same visit."""
    block = make.a_block(seats=9)
    ((company, token),) = companies(1)
    with served(address(), tmp_path) as server:
        answers = all_at_once(bookings(server, [(company, token)] * MANY, block, key="once"))
    assert ends(answers) == {"201": MANY}
    assert len({answer.body["reference"] for answer in answers}) == 1
    assert (make.taken(block), live_visits()) == (1, 1)
    assert_sound()


def test_control_without_the_same_key_they_are_requests_of_their_own(engine, tmp_path):
    """Each with a key of its own: one books, and the others are told that the company has a visit already."""
    block = make.a_block(seats=9)
    ((company, token),) = companies(1)
    with served(address(), tmp_path) as server:
        answers = all_at_once(bookings(server, [(company, token)] * MANY, block))
    assert ends(answers) == {"201": 1, "book.visit_live": MANY - 1}


@pytest.mark.parametrize("seats", [3, 4, 6])
def test_moves_that_cross_add_up(engine, tmp_path, seats):
    """A2: full blocks, one free seat, room for all; whoever is refused is refused for a full block."""
    allow(moves_per_appointment=50)
    blocks = [make.a_block(f"2026-12-0{day} 09:00", seats=seats) for day in (1, 2)]
    visits = [
        (make.booked(company, block), other, token)
        for block, other in (blocks, blocks[::-1])
        for company, token in companies(3)
    ]
    statement = {"circumstance": BECAUSE.circumstance}
    with served(address(), tmp_path) as server:
        answers = all_at_once(
            [
                partial(
                    server.post,
                    f"/appointments/{reference}/move",
                    {"block": other, "statement": statement},
                    token=token,
                    key="move",
                )
                for reference, other, token in visits
            ]
        )
    found = ends(answers)
    assert set(found) <= {"200", "block.full"}
    assert found["200"] == sum(make.visit(reference).moves for reference, *_ in visits)
    assert found["200"] == 2 * 3 or seats < 6
    assert sum(make.taken(block) for block in blocks) == live_visits() == 6
    if engine == "postgresql":
        assert deadlocks() == 0
    assert_sound()
