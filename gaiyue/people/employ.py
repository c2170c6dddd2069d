"""Give a person work in the park."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.accounts import NewPerson, find_account, make_account
from gaiyue.people.events import StaffEmployed
from gaiyue.people.models import Department, Staff
from gaiyue.people.models.staff import StaffRole
from gaiyue.people.permissions import May, may
from gaiyue.people.staffing import refuse_administrator


@deed
def employ(person: NewPerson, *, department: str, role: str, actor: Actor) -> int:
    """Employ the person in the department (a code) in that role and return the id of the account.

    NotThere for a department that isn't there. Refusals: `staff.role` (unknown); `staff.administrator`;
    `account.login_taken` (a company's account does not become staff: what it may see would change under its
    sessions); those of a new account.
    """
    section = Department.objects.filter(park=actor.park, code=department).first()
    if section is None or not may(actor, May.EMPLOY):
        raise NotThere(department)
    if role not in StaffRole.values:
        raise Refusal("staff.role", {"role": role})
    refuse_administrator(role, actor=actor)
    if find_account(actor.park, person.login.strip()) is not None:
        raise Refusal("account.login_taken", {"login": person.login})
    account = make_account(person, park=actor.park)
    Staff.objects.create(park=actor.park, account=account, department=section, role=role)
    employed = StaffEmployed(department=Code(department), role=Code(role))
    record(employed, subject=account.code, actor=actor)
    return account.pk
