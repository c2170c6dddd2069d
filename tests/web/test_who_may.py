"""Every address with every role, on what is one's own, another's, another park's and nobody's: one walk, one park.

Nobody gets in where the tables of permissions and doors say no; what is not theirs looks like what is not there, to
the letter; and no page holds a word that the table of masking keeps from its reader.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.people.masking import SEEN, Seen
from gaiyue.people.permissions import May, may
from gaiyue.people.sign_in import account_of
from tests import make
from tests.web.addresses import MEANING, PATTERNS, address, arguments, is_private, walkable
from tests.web.things import ABSENT, Firm, Things, three_firms

STAFF = ("clerk", "specialist", "supervisor", "manager", "administrator")
ROLES = ("visitor", "link_holder", "member", "owner", *STAFF)
METHODS = ("get", "post")
MEMBER = frozenset({"member"})
AS_SOMEBODY_ELSE = ("specialist", "supervisor", "administrator")
"""Roles that stand before the same doors as the clerk and the manager: they look at what is there, no more."""

ALL = frozenset({*ROLES})
NOT_HERE: Mapping[str, frozenset[str]] = {
    # Pages of a state that the thing isn't in.
    **dict.fromkeys(("cancelled", "moved", "console_rules_withdraw"), ALL),
    # This park is no demo.
    **dict.fromkeys(("demo_become", "demo_mail", "demo_mail_html", "demo_mail_one"), ALL),
    "demo_mail_calendar": ALL,
    "demo_sign_in": ALL,
    # A form that says nothing means no company, no message, no edition to compare with.
    **dict.fromkeys(("profile_choose", "console_message_decide", "console_rules_compare"), ALL),
    "account_email": ALL,
    # An invitation is for the address that it was written to, and says so.
    "invitation": frozenset({"member", "owner"}),
    # What only the person in charge may do.
    **dict.fromkeys(("tokens", "token_revoke"), MEMBER),
    **dict.fromkeys(
        ("member", "members", "invitation_withdraw", "profile_edit", "credit_code"), MEMBER
    ),
}
"""Address → the roles that find nothing behind an open door, with the reason above it."""

LEADS_ON = {"visit_door", "console_call"}
"""Addresses that lead somewhere else before anything is looked up: the same way for all."""

BEARER = {"invitation", "link"}
"""Addresses that open to whoever has them: the secret is in the address."""

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@dataclass(frozen=True, slots=True)
class World:
    """One's own company, another one of the park, one of another park; cookies and actor of each role."""

    own: Firm
    foreign: Firm
    elsewhere: Firm
    actors: dict[str, Actor]
    cookies: dict[str, Any]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once; each request of the walk is undone."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.frozen(make.MONDAY):
        own, foreign, elsewhere = three_firms()
        actors = {role: make.staff(role) for role in STAFF}
        actors |= {"owner": own.owner, "member": own.member}
        actors["visitor"] = Actor(make.PARK, "visitor", "visitor")
        actors["link_holder"] = make.link_holder(own.things.visit)
        cookies = {role: _cookies(actor) for role, actor in actors.items()}
        yield World(own, foreign, elsewhere, actors, cookies)
        transaction.set_rollback(True)


@pytest.fixture
def world(made, db) -> Iterator[World]:
    """The same world for each test."""
    with clock.frozen(make.MONDAY):
        yield made


def _cookies(actor: Actor) -> Any:
    client = Client()
    if actor.code.startswith("account:"):
        account = account_of(make.PARK, int(actor.code.removeprefix("account:")))
        assert account is not None
        client.force_login(account)
    return client.cookies


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, and the page without the token of its form."""

    status: int
    text: str
    where: str

    @property
    def alike(self) -> str:
        """The page without the address that was asked for."""
        text = self.text
        for said in (self.where, quote(self.where, safe=""), quote(self.where)):
            text = text.replace(said, "…")
        return text


@dataclass(frozen=True, slots=True)
class Asking:
    """One role that asks one address in one way."""

    world: World
    role: str
    name: str
    method: str

    def __call__(self, things: Things, *, last: Things | None = None) -> Answer:
        """The answer; whatever it changed is undone."""
        client = Client(raise_request_exception=False)
        client.cookies.update(self.world.cookies[self.role])
        where = address(self.name, things, last=last)
        if self.role == "link_holder":
            where = f"/l/{self.world.own.things.link}{where}"
        cache.clear()
        with transaction.atomic():
            answer = getattr(client, self.method)(where)
            transaction.set_rollback(True)
        text = TOKEN.sub("", answer.content.decode(errors="replace"))
        return Answer(answer.status_code, text, where)

    @property
    def doors(self) -> set[str]:
        return {str(one) for one in PATTERNS[self.name].callback.__dict__["__doors__"]}

    @property
    def shut(self) -> int:
        """The status at a door that is shut for the role, 0 at one that is open."""
        if self.role == "link_holder":
            return self._shut_under_link()
        if "everybody" in self.doors:
            return 0
        if self.role == "visitor":
            return 302
        if ("staff" if self.role in STAFF else "company") not in self.doors:
            return 404
        needs: May | None = PATTERNS[self.name].callback.__dict__["__needs__"]
        return 403 if needs and not may(self.world.actors[self.role], needs) else 0

    def _shut_under_link(self) -> int:
        if "link" in self.doors or self.name == "home":  # the link itself: the page of its visit
            return 0
        if self.method == "get":
            return 302
        return 0 if "everybody" in self.doors else 404


def words_kept_from(role: str, world: World) -> set[str]:
    """What no page may show the role."""
    every = {word for words in world.elsewhere.words.values() for word in words}
    kept = {*every, world.elsewhere.name}
    for field, words in world.own.words.items():
        if SEEN[role][field] is not Seen.FULL:
            kept |= words
    if role not in STAFF:
        kept |= {world.foreign.name, *(w for words in world.foreign.words.values() for w in words)}
    if role == "visitor":
        kept.add(world.own.name)
    me = world.own.member if role == "member" else world.own.owner
    if role in ("member", "owner"):
        kept -= _of_account(me)
    return kept


def _of_account(actor: Actor) -> set[str]:
    account = account_of(actor.park, int(actor.code.removeprefix("account:")))
    assert account is not None
    return {account.name, account.login, account.email, account.phone}


def test_every_address_says_what_its_arguments_mean():
    """A new address is walked too: put it into tests/web/addresses.py."""
    assert {name: set(MEANING.get(name, {})) for name in PATTERNS} == {
        name: arguments(name) for name in PATTERNS
    }
    assert set(MEANING) <= set(PATTERNS)


def test_the_walk_finds_its_things(world):
    """A walk over pages that never open would prove nothing: each role finds what the table gives it."""
    for role, name in (
        ("owner", "members"),
        ("owner", "appointment"),
        ("clerk", "console_company"),
    ):
        answer = Asking(world, role, name, "get")(world.own.things)
        assert world.own.name in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_nobody_finds_more_than_the_tables_allow(world, role):
    """GET and an empty POST to each address, on each thing; everything that is wrong is said at once."""
    kept = words_kept_from(role, world)
    wrong = [
        (said, role, method, name)
        for name in walkable()
        for method in (METHODS[:1] if role in AS_SOMEBODY_ELSE else METHODS)
        for said in what_is_wrong(Asking(world, role, name, method), kept)
    ]
    assert wrong == []


def what_is_wrong(ask: Asking, kept: set[str]) -> Iterator[str]:
    """On one's own thing, and then on what should look like nothing; a shut door never looks at the thing."""
    own = ask.world.own
    if ask.name in BEARER:
        kept = kept - {own.name, own.invited}
    yield from at_the_door(ask, answer := ask(own.things))
    yield from (f"shows {word}" for word in shown(answer, kept))
    looks = (
        not ask.shut and answer.status != 405
    )  # a wrong method is told before anything is looked up
    if not looks or not arguments(ask.name) or ask.role in AS_SOMEBODY_ELSE:
        return
    nothing = ask(ABSENT)
    if nothing.status not in (404, 405, 410) and ask.name not in LEADS_ON:
        yield f"absent: {nothing.status}"
    for other in others(ask):
        yield from differences(ask(other), nothing, kept)
    if len(arguments(ask.name)) > 1:
        nothing = ask(own.things, last=ABSENT)
        yield from differences(ask(own.things, last=ask.world.elsewhere.things), nothing, kept)
        if is_private(ask.name) and "service" not in arguments(ask.name):
            yield from differences(ask(own.things, last=ask.world.foreign.things), nothing, kept)


def at_the_door(ask: Asking, answer: Answer) -> Iterator[str]:
    """Whether the door is shut where the tables say so, and open where they do."""
    if answer.status >= 500:
        yield f"broke: {answer.status}"
    if ask.shut and answer.status != ask.shut:
        yield f"not shut: {answer.status}, not {ask.shut}"
    if not ask.shut and answer.status in (403, 404) and ask.role not in NOT_HERE.get(ask.name, ()):
        yield f"shut: {answer.status}"


def others(ask: Asking) -> list[Things]:
    """What should look like nothing: another park's, and for a company another company's."""
    found = [ask.world.elsewhere.things]
    if is_private(ask.name) and ask.role not in STAFF and ask.name not in BEARER:
        found.append(ask.world.foreign.things)
    return found


def differences(answer: Answer, nothing: Answer, kept: set[str]) -> Iterator[str]:
    """How what is another's tells itself apart from what is not there."""
    yield from (f"shows {word}" for word in shown(answer, kept))
    if answer.status != nothing.status:
        yield f"another's {answer.status}, nobody's {nothing.status}"
    elif answer.alike != nothing.alike:
        yield "another's reads otherwise than nobody's"


def shown(answer: Answer, kept: set[str]) -> list[str]:
    """The words that are in the page though they must not be."""
    return [word for word in sorted(kept) if word in answer.text]
