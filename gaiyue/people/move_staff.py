"""Give a member of staff another department, another role, or both."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.events import StaffMoved
from gaiyue.people.models.staff import StaffRole
from gaiyue.people.permissions import TABLE, May
from gaiyue.people.seen import refuse_changed
from gaiyue.people.staffing import (
    department_of,
    lock_staff,
    refuse_administrator,
    refuse_last_head,
)


@deed
def move_staff(account: int, *, department: str, role: str, actor: Actor, seen: str = "") -> None:
    """Move the person (an account) to the department (a code) in that role, from the next request on.

    NotThere for a person or a department that is not there for this actor. Refusals: `staff.role` (unknown);
    `staff.own_role` (nobody raises themselves); `staff.administrator` (one of them, or to be one);
    `staff.last_head` (nobody would be left who may employ); `form.changed_since`, when `seen` marks another place
    than that of now (people/seen.py).
    """
    row = lock_staff(account, actor=actor)
    section = department_of(actor.park, department)
    if role not in StaffRole.values:
        raise Refusal("staff.role", {"role": role})
    if (row.department_id, row.role) == (section.pk, role):
        return
    refuse_changed(seen, {"department": row.department.code, "role": row.role})
    if row.role != role and row.account.code == actor.code:
        raise Refusal("staff.own_role")
    refuse_administrator(row.role, role, actor=actor)
    if May.EMPLOY not in TABLE[role][1]:
        refuse_last_head(row)
    event = StaffMoved(
        from_department=Code(row.department.code),
        to_department=Code(section.code),
        from_role=Code(row.role),
        to_role=Code(role),
    )
    row.department, row.role = section, role
    row.save(update_fields=["department", "role"])
    record(event, subject=row.account.code, actor=actor)
