"""What the mails of the entrance say: one letter for each occasion, in the language of whoever gets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaiyue.notify.outbox import Mail


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject, what it is about, and what to do if the reader did not ask for it; `button` names the link."""

    subject: Promise
    text: Promise
    otherwise: Promise
    button: Promise | None = None


_NOT_ME = _(
    "如果不是您本人操作，请不要把验证码告诉任何人，这封邮件不用理会：没有验证码，别人进不了您的账号。"
)
_NOBODY = _("如果不是您本人操作，这封邮件不用理会，什么都没有改变。")
_CALL_US = _("如果不是您本人操作，请马上重设密码，并打电话告诉我们。")

LETTERS: Final[Mapping[str, Letter]] = {
    "login_code": Letter(
        _("登录验证码"),
        _("您正在登录%(park)s的预约平台。请在打开的登录页填写下面的验证码，15 分钟内有效。"),
        _NOT_ME,
    ),
    "email_confirmation": Letter(
        _("邮箱验证码"),
        _("您要在%(park)s的预约平台使用这个邮箱。请在打开的页面填写下面的验证码，15 分钟内有效。"),
        _NOT_ME,
    ),
    "sign_up_code": Letter(
        _("注册验证码"),
        _("您正在%(park)s的预约平台注册。请在打开的页面填写下面的验证码，15 分钟内有效。"),
        _NOBODY,
    ),
    "password_reset_code": Letter(
        _("重设密码的验证码"),
        _("您要重设%(park)s预约平台的密码。请在打开的页面填写下面的验证码，15 分钟内有效。"),
        _("如果不是您本人操作，请不要把验证码告诉任何人，这封邮件不用理会：原来的密码照常有效。"),
    ),
    "unknown_account": Letter(
        _("这个邮箱还没有账号"),
        _(
            "有人用这个邮箱登录%(park)s的预约平台，但这里没有它的账号。您可能用了另一个邮箱，也可以现在注册。"
        ),
        _NOBODY,
        _("注册企业账号"),
    ),
    "account_already_exists": Letter(
        _("这个邮箱已经有账号"),
        _("有人用这个邮箱在%(park)s的预约平台注册，但它已经有账号了，不用再注册，直接登录就可以。"),
        _NOBODY,
        _("去登录"),
    ),
    "staff_password": Letter(
        _("工作人员请用密码登录"),
        _(
            "您在%(park)s的预约平台要了登录验证码。工作人员的账号只能用密码登录；还没有密码或者忘了，请先设置。"
        ),
        _NOBODY,
        _("设置密码"),
    ),
    "password_changed": Letter(
        _("密码已修改"), _("您在%(park)s预约平台的密码刚刚改过，其他地方的登录都已失效。"), _CALL_US
    ),
    "password_set": Letter(
        _("密码已设置"), _("您在%(park)s的预约平台刚刚设置了密码，以后可以用密码登录。"), _CALL_US
    ),
    "password_reset": Letter(
        _("密码已重设"), _("您在%(park)s预约平台的密码刚刚重设过，原来的登录都已失效。"), _CALL_US
    ),
    "email_changed": Letter(
        _("登录邮箱已更换"),
        _("您在%(park)s预约平台的登录邮箱已经换成了另一个，以后的通知和验证码不再发到这里。"),
        _("如果不是您本人操作，请马上打电话告诉我们。"),
    ),
    "email_deleted": Letter(
        _("邮箱已移除"),
        _("这个邮箱不再属于您在%(park)s预约平台的账号，以后的通知和验证码不再发到这里。"),
        _("如果不是您本人操作，请马上打电话告诉我们。"),
    ),
}
"""Occasion → letter. The names are allauth's, where it is allauth that sends."""


def write(kind: str, *, to: str, language: str, facts: Mapping[str, str]) -> Mail:
    """The mail of that occasion. `facts` has park and phone, and code or url where the letter has one."""
    letter = LETTERS[kind]
    with translation.override(language):
        shown = {
            **facts,
            "subject": letter.subject,
            "text": str(letter.text) % facts,
            "otherwise": letter.otherwise,
            "button": letter.button,
            "language": language,
        }
        subject = str(_("%(subject)s · %(park)s")) % {
            "subject": letter.subject,
            "park": facts["park"],
        }
        return Mail(
            to=to,
            subject=subject,
            text=render_to_string("notify/letter.txt", shown),
            html=render_to_string("notify/letter.html", shown),
            kind=f"sign_in.{kind}",
            language=language,
        )
