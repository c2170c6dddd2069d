"""The mail of an invitation: who asks, to do what, until when, and the link that answers."""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from gaiyue.base.errors import NotThere
from gaiyue.calendars.wording import say_moment
from gaiyue.eventlog.one import one_event
from gaiyue.jobs.claim import Claimed
from gaiyue.notify.addresses import address_in
from gaiyue.notify.letter import Letter, as_mail, sender
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.notify.too_late import INVITATION
from gaiyue.people.invitations import InvitationRow, invitation_of
from gaiyue.people.sign_in import account_at
from gaiyue.people.wording import say_member_role

JOINTS = re.compile(r"(://|[.．。｡@/])(?=\w)")


def mail_invitation(job: Claimed) -> None:
    """Post the mail that follows from the event; run again, it posts none twice.

    None goes out for an invitation that was answered, withdrawn, renewed or has expired meanwhile: its link would
    lead nowhere, or the mail of the renewal says it.
    """
    event = one_event(job.park, int(str(job.payload["event"])))
    try:
        invitation = invitation_of(job.park, int(str(event.facts["invitation"])))
    except NotThere:
        return
    is_renewed = invitation.invited_at > event.at
    if invitation.ended_at is None and not invitation.is_expired and not is_renewed:
        mail = write_invitation(invitation, park=job.park)
        post_mail(mail, park=job.park, key=f"event:{event.id}/email")


def write_invitation(invitation: InvitationRow, *, park: str) -> Mail:
    """The mail, in the language of whoever has an account at the address, or else in that of the invitation."""
    account = account_at(park, invitation.email)
    language = account.language if account is not None else invitation.language
    return invitation_mail(invitation, park=park, language=language)


def invitation_mail(invitation: InvitationRow, *, park: str, language: str) -> Mail:
    """The mail in that language; one query."""
    with translation.override(language):
        who = sender(park)
        facts = {
            "park": who.name,
            "enterprise": without_links(invitation.enterprise_name),
            "role": say_member_role(invitation.role),
            "until": say_moment(invitation.expires_at),
        }
        letter = Letter(
            subject=_subject(facts, is_verified=invitation.is_verified),
            text=_by_park(facts) if invitation.is_by_park else _by_company(facts),
            otherwise=_("如果您不认识这家企业，这封邮件不用理会：不接受邀请，什么都不会改变。"),
            url=address_in(park, invitation.path),
            button=_("查看邀请"),
        )
        return as_mail(letter, who, to=invitation.email, kind=INVITATION)


def _subject(facts: dict[str, str], *, is_verified: bool) -> str:
    """A name that nobody has checked is no headline: whoever made it up would write ours."""
    if is_verified:
        return _("请您代“%(enterprise)s”办理预约") % facts
    return _("请您代一家企业办理预约")


def without_links(name: str) -> str:
    """The name so that no mail program makes a link of it: a blank after what an address is joined by."""
    return JOINTS.sub(r"\1 ", name)


def _by_park(facts: dict[str, str]) -> str:
    return (
        _(
            "%(park)s邀请您担任“%(enterprise)s”的%(role)s，在预约平台上为这家企业预约、改约和取消。链接到%(until)s为止有效，只能用一次，请不要转发。"
        )
        % facts
    )


def _by_company(facts: dict[str, str]) -> str:
    return (
        _(
            "“%(enterprise)s”邀请您担任它的%(role)s，在%(park)s的预约平台上为它预约、改约和取消。链接到%(until)s为止有效，只能用一次，请不要转发。"
        )
        % facts
    )
