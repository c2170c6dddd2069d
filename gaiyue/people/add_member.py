"""Let a person act for a company."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.accounts import NewPerson, find_account, make_account
from gaiyue.people.events import MemberAdded
from gaiyue.people.models import Membership, Staff
from gaiyue.people.models.enterprise import MemberRole
from gaiyue.people.permissions import May


@deed
def add_member(person: NewPerson, *, enterprise: str, role: str, actor: Actor) -> int:
    """Let the person act for the enterprise (a code) and return the id of the account.

    A login that the park knows already is the same person, who then acts for one company more and keeps the name
    that is there. NotThere for an enterprise that isn't there or was closed. Refusals: `member.role` (neither owner
    nor member); `member.already`; `account.is_staff` (staff serve every company and act for none); those of a new
    account.
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_ENTERPRISES)
    if role not in MemberRole.values:
        raise Refusal("member.role", {"role": role})
    account = find_account(actor.park, person.login.strip())
    if account is None:
        account = make_account(person, park=actor.park)
    elif Staff.objects.filter(park=actor.park, account=account).exists():
        raise Refusal("account.is_staff", {"login": account.login})
    elif Membership.objects.filter(park=actor.park, account=account, enterprise=company).exists():
        raise Refusal("member.already", {"login": account.login, "enterprise": enterprise})
    Membership.objects.create(park=actor.park, account=account, enterprise=company, role=role)
    added = MemberAdded(enterprise=Code(enterprise), role=Code(role))
    record(added, subject=account.code, actor=actor)
    return account.pk
