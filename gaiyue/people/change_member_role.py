"""Put a person in charge of a company, or no longer."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.events import MemberRoleChanged
from gaiyue.people.memberships import membership_of, refuse_last_owner
from gaiyue.people.models.enterprise import MemberRole
from gaiyue.people.permissions import May


@deed
def change_member_role(account: int, *, enterprise: str, role: str, actor: Actor) -> None:
    """Give the person (an account) that role in the company. The same role again changes nothing.

    NotThere for a company or a person that is not there for this actor. Refusals: `member.role` (neither owner nor
    member); `member.last_owner` (somebody has to be in charge).
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    row = membership_of(account, company=company)
    if role not in MemberRole.values:
        raise Refusal("member.role", {"role": role})
    if row.role == role:
        return
    refuse_last_owner(row)
    before, row.role = row.role, role
    row.save(update_fields=["role"])
    event = MemberRoleChanged(enterprise=Code(enterprise), before=Code(before), after=Code(role))
    record(event, subject=row.account.code, actor=actor)
