"""The people's side of a merge: close one company, and let its members and invitations go over to the other.

Its tokens end and don't go over: what was given for a duplicate that anybody could have entered opens no real company.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.end_tokens import end_tokens_of_company
from gaiyue.people.events import EnterpriseAbsorbed, EnterpriseMerged
from gaiyue.people.models import Enterprise, Invitation, Membership
from gaiyue.people.models.enterprise import MemberRole
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Joining:
    """A person of the company that closes, and what they will be in the one that goes on."""

    account: int
    name: str
    role: str
    is_member_already: bool


def pair(source: str, target: str, *, actor: Actor) -> tuple[Enterprise, Enterprise]:
    """Both companies for who may merge; NotThere for one that isn't there or is closed already."""
    return _both(Enterprise.objects.all(), source, target, actor=actor)


def lock_pair(source: str, target: str, *, actor: Actor) -> tuple[Enterprise, Enterprise]:
    """The same, both rows locked by ascending id until the deed commits, before anything else is."""
    return _both(Enterprise.objects.select_for_update(), source, target, actor=actor)


def _both(
    rows: QuerySet[Enterprise], source: str, target: str, *, actor: Actor
) -> tuple[Enterprise, Enterprise]:
    if not may(actor, May.MERGE_ENTERPRISES):
        raise NotThere(source)
    wanted = rows.filter(park=actor.park, code__in=(source, target), merged_into=None)
    found = {row.code: row for row in wanted.order_by("pk")}
    for code in (source, target):
        if code not in found:
            raise NotThere(code)
    return found[source], found[target]


def joining(source: Enterprise, target: Enterprise) -> tuple[Joining, ...]:
    """Who goes over, and as what: as plain members, unless nobody is in charge of the company that goes on.

    A duplicate that anybody could have entered gives nobody power over the real company.
    """
    there = dict(
        Membership.objects.filter(park=target.park, enterprise=target).values_list(
            "account_id", "role"
        )
    )
    is_led = MemberRole.OWNER in there.values()
    rows = Membership.objects.filter(park=source.park, enterprise=source).select_related("account")
    return tuple(
        Joining(
            account=row.account_id,
            name=row.account.name,
            role=there.get(row.account_id) or (MemberRole.MEMBER.value if is_led else row.role),
            is_member_already=row.account_id in there,
        )
        for row in rows.order_by("pk")
    )


def absorb(
    source: Enterprise, target: Enterprise, *, visits: tuple[str, ...], actor: Actor
) -> None:
    """Move people and invitations, hand the credit code on where the source knows better, close, record.

    To be called in the deed that moves the visits, both rows locked.
    """
    people = joining(source, target)
    end_tokens_of_company(source, actor=actor)
    Membership.objects.filter(park=source.park, enterprise=source).delete()
    Membership.objects.bulk_create(
        Membership(park=target.park, account_id=one.account, enterprise=target, role=one.role)
        for one in people
        if not one.is_member_already
    )
    _move_invitations(source, target)
    _hand_on(source, target)
    codes = tuple(Code(reference) for reference in visits)
    merged = EnterpriseMerged(into=Code(target.code), visits=codes, members=len(people))
    record(merged, subject=f"enterprise:{source.code}", actor=actor)
    absorbed = EnterpriseAbsorbed(merged=Code(source.code), visits=codes, members=len(people))
    record(absorbed, subject=f"enterprise:{target.code}", actor=actor)


def _move_invitations(source: Enterprise, target: Enterprise) -> None:
    taken = target.invitations.filter(park=target.park).values_list("email", flat=True)
    mine = Invitation.objects.filter(park=source.park, enterprise=source, ended_at=None)
    mine.filter(email__in=list(taken)).update(ended_at=clock.now())
    mine.exclude(email__in=list(taken)).update(enterprise=target, role=MemberRole.MEMBER)


def _hand_on(source: Enterprise, target: Enterprise) -> None:
    credit_code, was_verified = source.credit_code, source.is_verified
    source.merged_into, source.credit_code, source.is_verified = target, None, False
    source.save(update_fields=["merged_into", "credit_code", "is_verified"])
    # What was merged into the source before leads straight to the target from now on.
    Enterprise.objects.filter(park=source.park, merged_into=source).update(merged_into=target)
    is_better = was_verified and not target.is_verified
    if credit_code and (is_better or not target.credit_code):
        target.credit_code, target.is_verified = credit_code, was_verified
        target.save(update_fields=["credit_code", "is_verified"])
