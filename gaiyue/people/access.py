"""The doors of the room: from a signed-in account to an Actor, and from a code to an enterprise that may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.prepared import Find, Given
from gaiyue.people.models import Account, Enterprise, Membership, Park, Staff
from gaiyue.people.permissions import FOR_OWNERS, May, may


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in: the actor, and what the top of every page says."""

    actor: Actor
    name: str
    staff_role: str
    department_zh: str
    department_en: str
    enterprises: tuple[tuple[str, str], ...]
    """(code, name) of each enterprise the person acts for, by name."""


def visitor(park: str) -> Actor:
    """Somebody who is not signed in."""
    return Actor(park=park, code="visitor", role="visitor")


def person_of(account: Account) -> Person:
    """The signed-in person with role and scope. A member of staff acts as staff; two queries at most."""
    staff = (
        Staff.objects.select_related("department")
        .filter(park=account.park, account=account)
        .first()
    )
    if staff is not None:
        actor = Actor(park=account.park, code=account.code, role=staff.role)
        section = staff.department
        return Person(actor, account.name, staff.role, section.name_zh, section.name_en, ())
    memberships = list(
        Membership.objects.filter(park=account.park, account=account)
        .select_related("enterprise")
        .order_by("enterprise__name")
    )
    role = "owner" if any(row.role == "owner" for row in memberships) else "member"
    companies = tuple((row.enterprise.code, row.enterprise.name) for row in memberships)
    scope = frozenset(code for code, _ in companies)
    actor = Actor(park=account.park, code=account.code, role=role, scope=scope)
    return Person(actor, account.name, "", "", "", companies)


def access_enterprise(code: str, *, actor: Actor, what: May) -> Enterprise:
    """The enterprise, when the actor may do `what` for it; NotThere otherwise: absent, closed or somebody else's.

    What is for the person in charge alone (负责人) is so for each company: who is in charge of one may be a plain
    member of another. One query, two for such things.
    """
    return _allowed(_SEEN, code, actor=actor, what=what)


def lock_enterprise(code: str, *, actor: Actor, what: May) -> Enterprise:
    """The same, its row locked until the deed commits: for whoever adds to a company or takes from it.

    Before any counter and any visit, always. A merge waits for those who are adding, and they find a company closed
    that was merged while they waited.
    """
    return _allowed(_LOCKED, code, actor=actor, what=what)


def _open() -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(park=Given("park"), code=Given("code"), merged_into=None)


_SEEN = Find(_open)
_LOCKED = Find(lambda: _open().select_for_update(no_key=True))


def _allowed(find: Find[Enterprise], code: str, *, actor: Actor, what: May) -> Enterprise:
    if not may(actor, what, of=code):
        raise NotThere(code)
    if what in FOR_OWNERS and not _is_in_charge(actor, code):
        raise NotThere(code)
    found = find(park=actor.park, code=code)
    if found is None:
        raise NotThere(code)
    return found


def is_in_charge(code: str, *, actor: Actor) -> bool:
    """Whether the actor may do for the company what only the person in charge of it may; staff may for each."""
    return any(may(actor, what, of=code) for what in FOR_OWNERS) and _is_in_charge(actor, code)


def _is_in_charge(actor: Actor, code: str) -> bool:
    if actor.role != "owner":
        return True
    mine = Membership.objects.filter(
        park=actor.park, account_id=account_id(actor) or 0, enterprise__code=code
    )
    return mine.filter(role="owner").exists()


def account_id(actor: Actor) -> int | None:
    """The id of the account that acts; None for a link, the house, or nobody."""
    kind, _, number = actor.code.partition(":")
    return int(number) if kind == "account" and number.isdecimal() else None


def the_park(park: str) -> Park:
    """The park's own row; NotThere when the cell does not hold it."""
    try:
        return Park.objects.get(park=park)
    except Park.DoesNotExist:
        raise NotThere(park) from None


def roles_of(park: str, codes: Iterable[str]) -> dict[str, str]:
    """Actor code → what the actor is in words of the permission table: a staff role, "member" or "system".

    For a history that says who did something without saying a name; one query.
    """
    wanted = set(codes)
    accounts = {int(code.split(":")[1]): code for code in wanted if code.startswith("account:")}
    staff = dict(
        Staff.objects.filter(park=park, account_id__in=accounts).values_list("account_id", "role")
    )
    roles = {code: staff.get(account, "member") for account, code in accounts.items()}
    return roles | {code: code.split(":")[0] for code in wanted - set(roles)}
