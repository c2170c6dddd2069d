"""How many mails of invitations go out in a day: nobody floods strangers, or one stranger, with our mails."""

from datetime import timedelta

from django.db.models import Q, Sum

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.people.models import Enterprise, Invitation
from gaiyue.people.permissions import TABLE, Whose

QUIET = timedelta(minutes=2)
"""How long after a mail the next one to the same address waits: a second press of the button sends none."""
PENDING = 50
"""Open invitations that one company may have at once."""
A_DAY = 30
"""Mails that one company, and one person for all their companies, may cause in a day."""
TO_ONE = 5
"""Mails that one address gets in a day, whoever asks."""


def refuse_a_flood(row: Invitation, *, role: str) -> None:
    """Refuse one mail too many, withdrawn or not. The company's row is locked: its count is exact.

    `row` has park, company, address and the code of who invites; staff invite for many companies and are trusted.
    """
    now, today = clock.now(), clock.today()
    if row.sent_on and row.invited_at > now - QUIET:
        raise Refusal("invitation.just_sent", {"email": row.email})
    company: Enterprise = row.enterprise
    pending = company.invitations.filter(park=row.park, ended_at=None, expires_at__gt=now)
    if pending.exclude(pk=row.pk).count() >= PENDING:
        raise Refusal("invitation.too_many", {"most": PENDING})
    of_day = Invitation.objects.filter(park=row.park, sent_on=today)
    sent = of_day.aggregate(
        company=Sum("sent", filter=Q(enterprise=company), default=0),
        actor=Sum("sent", filter=Q(invited_by=row.invited_by), default=0),
        address=Sum("sent", filter=Q(email=row.email), default=0),
    )
    if sent["address"] >= TO_ONE:
        raise Refusal("invitation.too_many_to_one", {"email": row.email, "most": TO_ONE})
    if TABLE[role][0] is Whose.OWN and max(sent["company"], sent["actor"]) >= A_DAY:
        raise Refusal("invitation.too_many_today", {"most": A_DAY})


def count_mail(row: Invitation) -> None:
    """One more mail of today for this row, which the caller saves."""
    today = clock.today()
    row.sent = row.sent + 1 if row.sent_on == today else 1
    row.sent_on = today
