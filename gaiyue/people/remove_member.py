"""Let a person act for a company no longer."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.end_tokens import end_tokens_of_member
from gaiyue.people.events import MemberRemoved
from gaiyue.people.memberships import membership_of, refuse_last_owner
from gaiyue.people.permissions import May


@deed
def remove_member(account: int, *, enterprise: str, actor: Actor) -> None:
    """The person (an account) may do nothing for the company from now on; the account itself stays.

    Their tokens for the company end for good: none of them wakes up when the person is invited again.
    NotThere for a company or a person that is not there for this actor. Refusal: `member.last_owner`.
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    row = membership_of(account, company=company)
    refuse_last_owner(row)
    event = MemberRemoved(enterprise=Code(enterprise), role=Code(row.role))
    record(event, subject=row.account.code, actor=actor)
    end_tokens_of_member(row.account, company, actor=actor)
    row.delete()
