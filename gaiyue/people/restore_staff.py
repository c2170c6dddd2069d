"""A member of staff who had left comes back."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.events import StaffRestored
from gaiyue.people.staffing import lock_staff, refuse_administrator


@deed
def restore_staff(account: int, *, actor: Actor) -> None:
    """The account may sign in again, in the department and role it had; its password has to be set anew.

    Refusal: `staff.administrator`.
    """
    row = lock_staff(account, actor=actor)
    if row.account.is_active:
        return
    refuse_administrator(row.role, actor=actor)
    row.account.is_active = True
    row.account.save(update_fields=["is_active"])
    event = StaffRestored(department=Code(row.department.code), role=Code(row.role))
    record(event, subject=row.account.code, actor=actor)
