"""The permission table, held against a copy that was written by hand: whoever changes one has to say so in both."""

import pytest

from gaiyue.base.actor import Actor, system
from gaiyue.people.models.enterprise import MemberRole
from gaiyue.people.models.staff import StaffRole
from gaiyue.people.permissions import TABLE, May, Whose, may

PARK = "lingang"

COLUMNS = (
    *("visit.see", "visit.book", "visit.move", "visit.cancel", "visit.prepare"),
    *("members.keep", "profile.keep"),
    "tokens.keep",
    *("visit.receive", "board.see", "enterprises.keep"),
    *("blocks.plan", "services.keep", "enterprises.merge", "record.read"),
    *("rules.publish", "calendar.keep", "staff.employ", "administrators.keep"),
    "park.open",
)
#                   own or any   visit  owner  t  counter  plan  head   house
ROWS = {
    "visitor":       ("own", "     -----   --   -  ---      ----    ----   -"),
    "member":        ("own", "     xxxxx   --   -  ---      ----    ----   -"),
    "owner":         ("own", "     xxxxx   xx   x  ---      ----    ----   -"),
    "link_holder":   ("own", "     x-xx-   --   -  ---      ----    ----   -"),
    "clerk":         ("any", "     xxxx-   xx   -  xxx      ----    ----   -"),
    "specialist":    ("any", "     xxxx-   xx   -  xxx      ----    ----   -"),
    "supervisor":    ("any", "     xxxx-   xx   -  xxx      xxxx    ----   -"),
    "manager":       ("any", "     xxxx-   xx   x  xxx      xxxx    xxx-   -"),
    "administrator": ("any", "     xxxx-   xx   x  xxx      xxxx    xxxx   -"),
    "system":        ("any", "     xxxxx   xx   x  xxx      xxxx    xxxx   x"),
}  # fmt: skip


def allowed(role: str) -> set[str]:
    """What the copy allows the role."""
    marks = ROWS[role][1].replace(" ", "")
    return {what for what, mark in zip(COLUMNS, marks, strict=True) if mark == "x"}


def test_every_role_and_every_deed_is_in_the_copy():
    assert set(ROWS) == set(TABLE)
    assert sorted(COLUMNS) == sorted(May)


@pytest.mark.parametrize("what", May)
@pytest.mark.parametrize("role", ROWS)
def test_a_role_may_do_what_the_copy_says(role, what):
    """To its own, or to everybody's."""
    actor = Actor(PARK, "account:1", role, frozenset({"E00001"}))
    expected = what in allowed(role)
    assert may(actor, what, of="E00001") == expected
    everybody = ROWS[role][0] == "any"
    assert may(actor, what, of="E00002") == (expected and everybody)
    assert may(actor, what) == (expected and everybody)


@pytest.mark.parametrize("what", May)
def test_a_role_that_is_not_in_the_table_may_do_nothing(what):
    actor = Actor(PARK, "account:1", "director", frozenset({"E00001"}))
    assert not may(actor, what, of="E00001")


@pytest.mark.parametrize("what", May)
@pytest.mark.parametrize("role", [role for role, (whose, _) in TABLE.items() if whose is Whose.OWN])
def test_without_a_scope_nothing_is_one_s_own(role, what):
    assert not may(Actor(PARK, "account:1", role), what, of="E00001")
    assert not may(Actor(PARK, "account:1", role), what, of="")


def test_every_role_that_a_person_can_be_given_is_in_the_table():
    """A role without a row would lock its holder out of everything."""
    assert {*MemberRole.values, *StaffRole.values} <= set(TABLE)


def test_the_house_itself_may_do_everything():
    assert all(may(system(PARK, "worker"), what) for what in May)
