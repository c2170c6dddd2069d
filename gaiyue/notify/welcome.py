"""The mail to a new member of staff: that they have an account, and how they choose their password."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gaiyue.eventlog.one import one_event
from gaiyue.jobs.claim import Claimed
from gaiyue.notify.addresses import address_in
from gaiyue.notify.letter import Letter, as_mail, sender
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.people.sign_in import account_of

WELCOME = "staff.welcome"


def mail_welcome(job: Claimed) -> None:
    """Post the mail that follows from the event; run again, it posts none twice.

    None goes to who has left meanwhile, or whose login is no address: their manager tells them.
    """
    event = one_event(job.park, int(str(job.payload["event"])))
    account = account_of(job.park, int(event.subject.partition(":")[2]))
    if account is not None and account.is_active and account.email:
        mail = write_welcome(account.email, language=account.language, park=job.park)
        post_mail(mail, park=job.park, key=f"event:{event.id}/email")


def write_welcome(address: str, *, language: str, park: str) -> Mail:
    """The mail. No password stands in it: who reads the mailbox chooses one, with a code that is sent then."""
    with translation.override(language):
        who = sender(park)
        facts = {"park": who.name, "login": address}
        letter = Letter(
            subject=_("您的工作台账号已经开通"),
            text=_(
                "%(park)s为您开通了预约平台的工作台账号，登录名是 %(login)s。第一次登录前，请先设置密码："
                "打开下面的页面，填写这个邮箱，再用收到的验证码设置。"
            )
            % facts,
            otherwise=_(
                "如果您不在这个园区工作，这封邮件不用理会：不设置密码，谁也不能用这个账号。"
            ),
            url=address_in(park, reverse("account_reset_password")),
            button=_("设置密码"),
        )
        return as_mail(letter, who, to=address, kind=WELCOME)
