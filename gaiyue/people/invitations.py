"""The links of invitations, and invitations as mails and pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.access import access_enterprise, account_id
from gaiyue.people.models import Account, Invitation, Park, Staff
from gaiyue.people.permissions import May

SALT = "gaiyue.people.invitation"
SIGNED = 40
"""Hex signs of the signature in a link: 160 bits."""


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation with what a mail or a page says of it. `role` is a code, `path` where its link leads.

    Who invites is a company or the park, in both languages: never a person's name.
    """

    id: int
    email: str
    role: str
    enterprise: str
    enterprise_name: str
    is_verified: bool
    inviter_zh: str
    inviter_en: str
    is_by_park: bool
    language: str
    path: str
    invited_at: datetime
    expires_at: datetime
    ended_at: datetime | None

    @property
    def is_expired(self) -> bool:
        """Whether its fortnight is over."""
        return self.expires_at <= clock.now()


def invitation_of(park: str, invitation: int) -> InvitationRow:
    """The invitation of that id; NotThere when the park has none. Three queries."""
    row = Invitation.objects.filter(park=park, pk=invitation).select_related("enterprise").first()
    if row is None:
        raise NotThere(str(invitation))
    return _row(row, by_staff=_is_staff(park, row.invited_by), park=_the_park(park))


def open_invitation(park: str, token: str) -> Invitation:
    """The row behind a link that was sent; NotThere for a link that we did not send, or not any more.

    One that is over is still found: the page says so.
    """
    number, _, signature = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):  # noqa: PLR2004 - a bigint
        raise NotThere(token)
    row = Invitation.objects.filter(park=park, pk=int(number)).select_related("enterprise").first()
    if row is None or not constant_time_compare(signature, _signature(row)):
        raise NotThere(token)
    return row


def invitation_behind(park: str, token: str) -> InvitationRow:
    """The same for a page."""
    return invitation_of(park, open_invitation(park, token).pk)


def is_of(email: str, account: Account) -> bool:
    """Whether the address, in small letters, is the account's own: what it signs in with or gets its mail at."""
    return email in (account.login.lower(), account.email.lower())


def is_for(invitation: InvitationRow, *, actor: Actor) -> bool:
    """Whether the person who is signed in is the one who was asked; one query."""
    account = Account.objects.filter(park=actor.park, pk=account_id(actor) or 0).first()
    return account is not None and is_of(invitation.email, account)


def pending_invitations(enterprise: str, *, actor: Actor) -> Sequence[InvitationRow]:
    """Who was asked to act for the company and has not answered, latest first; four queries, five for an owner."""
    company = access_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    rows = company.invitations.filter(park=actor.park, ended_at=None).select_related("enterprise")
    found = list(rows.order_by("-invited_at", "-pk"))
    codes = {row.invited_by for row in found}
    staff = {code for code in codes if _is_staff(actor.park, code)}
    park = _the_park(actor.park)
    return tuple(_row(row, by_staff=row.invited_by in staff, park=park) for row in found)


def path_of(row: Invitation) -> str:
    """The address that the link of this row opens."""
    return reverse("invitation", args=[f"{row.pk}-{_signature(row)}"])


def _signature(row: Invitation) -> str:
    signed = salted_hmac(SALT, f"{row.park}:{row.pk}:{row.key}", algorithm="sha256")
    return signed.hexdigest()[:SIGNED]


def _is_staff(park: str, code: str) -> bool:
    number = code.removeprefix("account:")
    return (
        not number.isdecimal() or Staff.objects.filter(park=park, account_id=int(number)).exists()
    )


def _the_park(park: str) -> Park:
    return Park.objects.get(park=park)


def _row(row: Invitation, *, by_staff: bool, park: Park) -> InvitationRow:
    company = row.enterprise
    return InvitationRow(
        id=row.pk,
        email=row.email,
        role=row.role,
        enterprise=company.code,
        enterprise_name=company.name,
        is_verified=company.is_verified,
        inviter_zh=park.name_zh if by_staff else company.name,
        inviter_en=park.name_en if by_staff else company.name,
        is_by_park=by_staff,
        language=row.language,
        path=path_of(row),
        invited_at=row.invited_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )
