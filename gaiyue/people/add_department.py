"""Add a department to the park."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.record import record
from gaiyue.people.codes import read_code
from gaiyue.people.departments import checked
from gaiyue.people.events import DepartmentAdded
from gaiyue.people.models import Department
from gaiyue.people.open_park import NewDepartment
from gaiyue.people.permissions import May, may


@deed
def add_department(department: NewDepartment, *, actor: Actor) -> str:
    """Add the department and return its code.

    Refusals: `code.unreadable`, `department.code_taken`, `department.nameless`, `department.too_long`.
    """
    if not may(actor, May.EMPLOY):
        raise NotThere(department.code)
    code = read_code(department.code)
    if Department.objects.filter(park=actor.park, code=code).exists():
        raise Refusal("department.code_taken", {"code": code})
    Department.objects.create(park=actor.park, code=code, **checked(department))
    record(DepartmentAdded(), subject=f"department:{code}", actor=actor)
    return code
