"""Correct the names or the number of a department; its code never changes."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.departments import checked
from gaiyue.people.events import DepartmentCorrected
from gaiyue.people.open_park import NewDepartment
from gaiyue.people.permissions import May, may
from gaiyue.people.seen import refuse_changed
from gaiyue.people.staffing import department_of


@deed
def correct_department(
    department: NewDepartment, *, actor: Actor, seen: str = ""
) -> tuple[str, ...]:
    """Let the department of that code be so; the names of the fields that changed are returned.

    Refusals: `department.nameless`, `department.too_long`; `form.changed_since`, when `seen` marks other data than
    those of now (people/seen.py).
    """
    if not may(actor, May.EMPLOY):
        raise NotThere(department.code)
    row = department_of(actor.park, department.code)
    wanted = checked(department)
    before = {field: getattr(row, field) for field in wanted}
    changed = tuple(field for field in wanted if before[field] != wanted[field])
    if not changed:
        return ()
    refuse_changed(seen, before)
    for field in changed:
        setattr(row, field, wanted[field])
    row.save(update_fields=changed)
    event = DepartmentCorrected(fields=tuple(Code(field) for field in changed))
    record(event, subject=f"department:{row.code}", actor=actor)
    return changed
