"""The doors of the room: from a signed-in account to an Actor, and from a code to an enterprise that may be seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.models import Account, Enterprise, Membership, Park, Staff
from gaiyue.people.permissions import May, may


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
    staff = Staff.objects.select_related("department").filter(account=account).first()
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
    """The enterprise, when the actor may do `what` for it; NotThere otherwise, absent or somebody else's."""
    if not may(actor, what, of=code):
        raise NotThere(code)
    try:
        return Enterprise.objects.get(park=actor.park, code=code)
    except Enterprise.DoesNotExist:
        raise NotThere(code) from None


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
