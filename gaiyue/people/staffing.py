"""What the deeds about staff share: find one under a lock, and never leave the park without somebody who employs.

An administrator is changed only by another one, and only an administrator makes one.
"""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.people.models import Account, Department, Park, Staff
from gaiyue.people.models.staff import StaffRole
from gaiyue.people.permissions import TABLE, May, may


def lock_staff(account: int, *, actor: Actor) -> Staff:
    """The member of staff; the park's own row is locked, so that two heads don't release each other at once.

    NotThere for who may not employ, and for an account that is no staff of this park.
    """
    if not may(actor, May.EMPLOY):
        raise NotThere(str(account))
    list(Park.objects.select_for_update(no_key=True).filter(park=actor.park).values_list("pk"))
    rows = Staff.objects.filter(park=actor.park, account_id=account)
    row = rows.select_related("account", "department").first()
    if row is None:
        raise NotThere(str(account))
    return row


def department_of(park: str, code: str) -> Department:
    """The department of that code; NotThere otherwise."""
    row = Department.objects.filter(park=park, code=code).first()
    if row is None:
        raise NotThere(code)
    return row


def refuse_administrator(*roles: str, actor: Actor) -> None:
    """Refusal `staff.administrator` when one of the roles is the administrator's and the actor is none."""
    if StaffRole.ADMINISTRATOR in roles and not may(actor, May.KEEP_ADMINISTRATORS):
        raise Refusal("staff.administrator")


def refuse_last_head(row: Staff) -> None:
    """Refusal `staff.last_head` when nobody else who can sign in may employ: the park would be locked for good."""
    heads = [role for role, (_, allowed) in TABLE.items() if May.EMPLOY in allowed]
    if row.role not in heads:
        return
    others = Account.objects.filter(park=row.park, staff__role__in=heads, is_active=True)
    if not others.exclude(pk=row.account_id).exists():
        raise Refusal("staff.last_head", {"name": row.account.name})
