"""What the deeds about members share: find one, and never leave a company without somebody in charge."""

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.people.models import Enterprise, Membership
from gaiyue.people.models.enterprise import MemberRole


def membership_of(account: int, *, company: Enterprise) -> Membership:
    """What the person is in the company; NotThere when nothing. The company's row is locked by the deed."""
    rows = Membership.objects.filter(park=company.park, enterprise=company, account_id=account)
    row = rows.select_related("account", "enterprise").first()
    if row is None:
        raise NotThere(str(account))
    return row


def refuse_last_owner(row: Membership) -> None:
    """Refusal `member.last_owner` when nobody else who can sign in is in charge of the company."""
    if row.role != MemberRole.OWNER:
        return
    owners = Membership.objects.filter(
        park=row.park,
        enterprise=row.enterprise,
        role=MemberRole.OWNER,
        account__is_active=True,
    )
    if not owners.exclude(pk=row.pk).exists():
        facts = {"name": row.account.name, "enterprise": row.enterprise.name}
        raise Refusal("member.last_owner", facts)
