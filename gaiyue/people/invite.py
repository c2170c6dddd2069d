"""Ask a person to act for a company."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.events import InvitationWithdrawn, MemberInvited
from gaiyue.people.invitation_limits import count_mail, refuse_a_flood
from gaiyue.people.models import Enterprise, Invitation, Membership, Staff
from gaiyue.people.models.enterprise import MemberRole
from gaiyue.people.permissions import May
from gaiyue.people.sign_in import account_at

VALID = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInvitation:
    """Whom to ask: an address, the role ("owner" or "member"), and the language of the mail."""

    email: str
    role: str
    language: str = "zh-hans"


@deed
def invite(invitation: NewInvitation, *, enterprise: str, actor: Actor) -> int:
    """Ask the person and return the id of the invitation; it holds for 14 days. The mail follows from the event.

    Inviting an address again renews it: the link sent before opens nothing any more. NotThere for a company that is
    not there for this actor. Refusals: `invitation.email`, `member.role`, `account.is_staff`, `member.already`,
    `invitation.just_sent`, `invitation.too_many`, `invitation.too_many_today`, `invitation.too_many_to_one`.
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    email = read_email(invitation.email)
    if invitation.role not in MemberRole.values:
        raise Refusal("member.role", {"role": invitation.role})
    _refuse_who_is_here(email, company)
    row = company.invitations.filter(park=actor.park, email=email).first()
    now = clock.now()
    row = row or Invitation(park=actor.park, enterprise=company, email=email)
    row.invited_by = actor.code
    refuse_a_flood(row, role=actor.role)
    count_mail(row)
    row.role, row.language = invitation.role, invitation.language
    row.key = secrets.token_hex(16)
    row.invited_at, row.expires_at, row.ended_at = now, now + VALID, None
    row.save()
    event = MemberInvited(enterprise=Code(enterprise), invitation=row.pk)
    record(event, subject=f"enterprise:{enterprise}", actor=actor)
    return row.pk


@deed
def withdraw_invitation(invitation: int, *, enterprise: str, actor: Actor) -> None:
    """The invitation holds no longer; its link says so. NotThere for one that is over, or another company's."""
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    row = company.invitations.filter(park=actor.park, pk=invitation, ended_at=None).first()
    if row is None:
        raise NotThere(str(invitation))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    event = InvitationWithdrawn(enterprise=Code(enterprise), invitation=row.pk)
    record(event, subject=f"enterprise:{enterprise}", actor=actor)


def read_email(typed: str) -> str:
    """The address in small letters. Refusal `invitation.email` for what is none."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal("invitation.email", {"email": typed.strip()}) from None
    return email


def _refuse_who_is_here(email: str, company: Enterprise) -> None:
    account = account_at(company.park, email)
    if account is None:
        return
    if Staff.objects.filter(park=company.park, account=account).exists():
        raise Refusal("account.is_staff", {"login": email})
    mine = Membership.objects.filter(park=company.park, account=account, enterprise=company)
    if mine.exists():
        raise Refusal("member.already", {"login": email, "enterprise": company.name})
