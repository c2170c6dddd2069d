"""J3, E5: every route with every role, on what is one's own, another's, another park's and nobody's: one walk.

What a role may not do, and what is not its own, looks like what is not there, to the letter; no answer holds a word
that the table of masking keeps from its reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from gaiyue.api.openapi import plain_document
from gaiyue.base import clock
from gaiyue.people.masking import SEEN, Seen
from tests import make
from tests.api.asking import CONTACT, Program, token_of
from tests.web.things import ABSENT, ELSEWHERE, Firm, Things, three_firms

STAFF = ("clerk", "specialist", "supervisor", "manager", "administrator")
ROLES = ("nobody", "member", "owner", *STAFF)

ARGUMENTS: Mapping[str, dict[str, str]] = {
    "me": {},
    "listServices": {},
    "getService": {"code": "service"},
    "listAvailability": {"code": "service"},
    "listCircumstances": {"code": "service"},
    "listAppointments": {},
    "bookAppointment": {},
    "getAppointment": {"reference": "visit"},
    "getHistory": {"reference": "visit"},
    "moveAppointment": {"reference": "visit"},
    "cancelAppointment": {"reference": "visit"},
    "checkIn": {"reference": "visit"},
    "completeAppointment": {"reference": "visit"},
    "markNoShow": {"reference": "visit"},
    "previewBooking": {"block": "block"},
    "previewMove": {"reference": "visit"},
    "previewCancelling": {"reference": "visit"},
    "getBoard": {},
}
"""Operation → argument of its path → the kind of thing it means."""

FOR_STAFF = {"checkIn", "completeAppointment", "markNoShow", "getBoard"}
PRIVATE = {name for name, meaning in ARGUMENTS.items() if "visit" in meaning.values()}
NAMES_COMPANY = {"listAppointments", "previewBooking"}
"""Operations that say in the query which company they mean."""


@dataclass(frozen=True, slots=True)
class World:
    """One's own company, another one, one of another park; a token of each role."""

    own: Firm
    foreign: Firm
    elsewhere: Firm
    programs: dict[str, Program]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once; each request of the walk is undone."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.frozen(make.MONDAY):
        own, foreign, elsewhere = three_firms()
        actors = {role: make.staff(role) for role in STAFF}
        actors |= {"owner": own.owner}
        programs = {role: Program(token_of(actor)) for role, actor in actors.items()}
        programs["nobody"] = Program("")
        # Only who is in charge gives tokens: this one acts as a person who is so no longer.
        programs["member"] = Program(_token_of_member(own))
        yield World(own, foreign, elsewhere, programs)
        transaction.set_rollback(True)


def _token_of_member(firm: Firm) -> str:
    from gaiyue.people.models import Membership

    mine = Membership.objects.filter(account_id=int(firm.member.code.removeprefix("account:")))
    mine.update(role="owner")
    secret = token_of(firm.member)
    mine.update(role="member")
    return secret


@pytest.fixture
def world(made, db) -> Iterator[World]:
    with clock.frozen(make.MONDAY):
        yield made


def operations() -> dict[str, tuple[str, str]]:
    """Operation → its method and path."""
    return {
        operation["operationId"]: (method, path)
        for path, methods in plain_document()["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_says_what_its_arguments_mean():
    """A new operation is walked too: put it into ARGUMENTS."""
    assert set(operations()) == set(ARGUMENTS)


def ask(world: World, role: str, name: str, things: Things, *, company: str = "") -> Any:
    """The answer; whatever it changed is undone."""
    method, path = operations()[name]
    where = path.removeprefix("/api/v1").format(
        **{argument: getattr(things, kind) for argument, kind in ARGUMENTS[name].items()}
    )
    program = world.programs[role]
    named = {"enterprise": company} if company else {}
    with transaction.atomic():
        if method == "get":
            query = named if name in NAMES_COMPANY else {}
            answer = program.get(where, **query)
        else:
            answer = program.post(where, _body(name, things, named))
        transaction.set_rollback(True)
    return answer


def _body(name: str, things: Things, named: dict[str, str]) -> dict[str, Any]:
    if name == "bookAppointment":
        return {"block": things.block, "contact": CONTACT, **named}
    if name == "moveAppointment":
        return {"block": things.block, "statement": {"circumstance": "travel"}}
    return {}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ARGUMENTS)
def test_nobody_finds_more_than_the_tables_allow(world, role, name):
    own = world.own.things
    company = own.company if role in STAFF else ""
    answer = ask(world, role, name, own, company=company)
    if role == "nobody":
        assert answer.status_code == 401
        return
    may = role in STAFF or name not in FOR_STAFF
    # A refusal of the rules is an answer, too: who gets it, may ask.
    assert answer.status_code in ((200, 201, 409) if may else (404,)), answer.content.decode()
    assert [word for word in kept_from(role, world) if word in answer.content.decode()] == []


@pytest.mark.parametrize("role", ROLES[1:])
@pytest.mark.parametrize("name", [name for name, meaning in ARGUMENTS.items() if meaning])
def test_what_is_not_theirs_looks_like_what_is_not_there(world, role, name):
    company = world.own.things.company if role in STAFF else ""
    nothing = ask(world, role, name, ABSENT, company=company)
    assert nothing.status_code == 404
    others = [world.elsewhere.things]
    if name in PRIVATE and role not in STAFF:
        others.append(world.foreign.things)
    for other in others:
        answer = ask(world, role, name, other, company=company)
        assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.parametrize("role", ["member", "owner", "clerk", "manager"])
@pytest.mark.parametrize("name", ["listAppointments", "bookAppointment", "previewBooking"])
def test_another_s_company_looks_like_none(world, role, name):
    own = world.own.things
    nothing = ask(world, role, name, own, company=ABSENT.company)
    there = ask(world, role, name, own, company=world.elsewhere.things.company)
    assert (there.status_code, there.content) == (nothing.status_code, nothing.content)
    if role in STAFF:
        return
    assert nothing.status_code == 404
    foreign = ask(world, role, name, own, company=world.foreign.things.company)
    assert (foreign.status_code, foreign.content) == (404, nothing.content)


def test_a_token_opens_nothing_in_another_park(world, settings):
    settings.GAIYUE_PARK_HOSTS = {"other.example": ELSEWHERE}
    program = world.programs["owner"]
    assert Program(program.secret, host="other.example").get("/me").status_code == 401


def kept_from(role: str, world: World) -> set[str]:
    """What no answer may show the role."""
    kept = {word for words in world.elsewhere.words.values() for word in words}
    kept.add(world.elsewhere.name)
    for field, words in world.own.words.items():
        if SEEN[role][field] is not Seen.FULL:
            kept |= words
    if role not in STAFF:
        kept |= {world.foreign.name, *(w for words in world.foreign.words.values() for w in words)}
    return kept
