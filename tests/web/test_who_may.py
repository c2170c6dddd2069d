"""Every address with every role, on what is one's own and what is not: nobody finds more than the table allows."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from gaiyue.people.invitations import invitation_of
from gaiyue.people.invite import NewInvitation, invite
from gaiyue.people.permissions import May, may
from gaiyue.people.sign_in import account_of
from tests import make

STAFF = ("clerk", "specialist", "supervisor", "manager", "administrator")
ROLES = ("visitor", "owner", "member", "stranger", *STAFF)
SECRETS = ("绝密科技有限公司", "钱秘密", "13912345678")
CHANGING = {"sign_out", "invitation"}
"""Addresses that change who the reader is; tests/people/test_invitations.py walks the second."""


@dataclass(frozen=True)
class World:
    """A company with a visit, a member and an invitation; somebody of each role."""

    values: dict[str, object]
    accounts: dict[str, int]


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


OURS = {
    str(one.name): one
    for one in patterns(get_resolver())
    if one.name and getattr(one.callback, "__doors__", None)
}


@pytest.fixture
def world(park) -> World:
    owner, stranger = make.a_company(SECRETS[0]), make.a_company("别家")
    member, clerk = make.colleague(owner), make.staff("clerk")
    block = make.a_block("2026-11-26 09:00", seats=3)
    reference = make.book_appointment(
        block,
        enterprise=owner.code,
        actor=owner.actor,
        contact=make.Contact(SECRETS[1], SECRETS[2]),
    )
    new = NewInvitation(email="li@example.com", role="member")
    number = invite(new, enterprise=owner.code, actor=owner.actor)
    token = invitation_of(make.PARK, number).path.rstrip("/").rsplit("/", 1)[1]
    staff = {role: make.staff(role) for role in STAFF}
    values: dict[str, object] = {
        "reference": reference,
        "block": block,
        "account": owner.account,
        "invitation": number,
        "token": token,
        "company": owner.code,
    }
    accounts = {"owner": owner.account, "member": member.account, "stranger": stranger.account}
    accounts |= {role: int(actor.code.split(":")[1]) for role, actor in staff.items()}
    assert clerk
    return World(values, accounts)


def address(name: str, world: World) -> str:
    """The address with objects of the owner's company; an unknown argument gets one that looks right."""
    pattern = OURS[name]
    kwargs: dict[str, object] = {}
    for argument, converter in pattern.pattern.converters.items():
        value = world.values.get(argument)
        if argument == "code":
            value = world.values["company"] if "compan" in name else "tax-registration"
            if name in (
                "console_verify",
                "console_tier",
                "console_invite",
                "console_withdraw",
                "console_merge",
            ):
                value = world.values["company"]
        if value is None:
            value = 1 if type(converter).__name__ == "IntConverter" else "2026-11-26"
        kwargs[argument] = value
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:  # pragma: no cover - says what to do
        pytest.fail(f"{name} needs arguments that this test does not know: {kwargs}")


def somebody(role: str, world: World) -> Client:
    client = Client(raise_request_exception=False)
    if role != "visitor":
        account = account_of(make.PARK, world.accounts[role])
        assert account is not None
        client.force_login(account)
    return client


def test_there_are_addresses_to_walk():
    assert len(OURS) > 20
    assert {"profile", "console_company", "appointment"} <= set(OURS)


@pytest.mark.parametrize("role", ROLES)
def test_the_doors_hold_for_every_role(world, role):
    """GET and an empty POST: nothing breaks, no door is open that is not stated, nothing of others is read."""
    wrong = []
    for name in sorted(set(OURS) - CHANGING):
        where = address(name, world)
        for method in ("get", "post"):
            answer = getattr(somebody(role, world), method)(where)
            if said := what_is_wrong(role, name, answer):
                wrong.append((said, role, method, name, answer.status_code))
    assert wrong == []


def what_is_wrong(role, name, answer) -> str:
    doors = {str(one) for one in OURS[name].callback.__doors__}
    if answer.status_code >= 500 and answer.status_code != 503:
        return "broke"
    if "everybody" not in doors and (said := wrong_door(role, name, answer, doors)):
        return said
    # The demo lists every company on purpose.
    is_outside = role in ("visitor", "stranger") and not name.startswith("demo_")
    if is_outside and not answer.streaming:
        text = answer.content.decode(errors="replace")
        return "leaked" if any(one in text for one in SECRETS) else ""
    return ""


def wrong_door(role, name, answer, doors) -> str:
    needs: May | None = getattr(OURS[name].callback, "__needs__", None)
    kind = "staff" if role in STAFF else "company"
    if role == "visitor":
        return "" if "/sign-in/" in answer.headers.get("Location", "") else "let in"
    if kind not in doors:
        return "" if answer.status_code == 404 else "found"
    actor = make.Actor(make.PARK, "account:1", role)
    if kind == "staff" and needs and not may(actor, needs):
        return "" if answer.status_code == 403 else "allowed"
    return ""


@pytest.mark.parametrize(
    "name", sorted(n for n, p in OURS.items() if "reference" in p.pattern.converters)
)
def test_a_strangers_visit_looks_like_none(world, name):
    """Foreign and absent answer the same."""
    client = somebody("stranger", world)
    foreign = client.get(address(name, world)).status_code
    absent = World({**world.values, "reference": "222222222"}, world.accounts)
    assert foreign == client.get(address(name, absent)).status_code
