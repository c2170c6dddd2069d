"""The mails of the entrance, one letter for each occasion, in the language of whoever gets it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gaiyue.notify.letter import Letter, Sender, as_mail
from gaiyue.notify.outbox import Mail
from gaiyue.notify.too_late import SIGN_IN

_NOT_ME: Final = gettext_noop(
    "如果不是您本人操作，请不要把验证码告诉任何人，这封邮件不用理会：没有验证码，别人进不了您的账号。"
)
_NOBODY: Final = gettext_noop("如果不是您本人操作，这封邮件不用理会，什么都没有改变。")
_CALL_US: Final = gettext_noop("如果不是您本人操作，请马上重设密码，并打电话告诉我们。")

LETTERS: Final[Mapping[str, Letter]] = {
    "login_code": Letter(
        gettext_noop("登录验证码"),
        gettext_noop(
            "您正在登录%(park)s的预约平台。请在打开的登录页填写下面的验证码，15 分钟内有效。"
        ),
        _NOT_ME,
    ),
    "email_confirmation": Letter(
        gettext_noop("邮箱验证码"),
        gettext_noop(
            "您要在%(park)s的预约平台使用这个邮箱。请在打开的页面填写下面的验证码，15 分钟内有效。"
        ),
        _NOT_ME,
    ),
    "sign_up_code": Letter(
        gettext_noop("注册验证码"),
        gettext_noop(
            "您正在%(park)s的预约平台注册。请在打开的页面填写下面的验证码，15 分钟内有效。"
        ),
        _NOBODY,
    ),
    "password_reset_code": Letter(
        gettext_noop("重设密码的验证码"),
        gettext_noop(
            "您要重设%(park)s预约平台的密码。请在打开的页面填写下面的验证码，15 分钟内有效。"
        ),
        gettext_noop(
            "如果不是您本人操作，请不要把验证码告诉任何人，这封邮件不用理会：原来的密码照常有效。"
        ),
    ),
    "unknown_account": Letter(
        gettext_noop("这个邮箱还没有账号"),
        gettext_noop(
            "有人用这个邮箱登录%(park)s的预约平台，但这里没有它的账号。您可能用了另一个邮箱，也可以现在注册。"
        ),
        _NOBODY,
        gettext_noop("注册企业账号"),
    ),
    "account_already_exists": Letter(
        gettext_noop("这个邮箱已经有账号"),
        gettext_noop(
            "有人用这个邮箱在%(park)s的预约平台注册，但它已经有账号了，不用再注册，直接登录就可以。"
        ),
        _NOBODY,
        gettext_noop("去登录"),
    ),
    "staff_password": Letter(
        gettext_noop("工作人员请用密码登录"),
        gettext_noop(
            "您在%(park)s的预约平台要了登录验证码。工作人员的账号只能用密码登录；还没有密码或者忘了，请先设置。"
        ),
        _NOBODY,
        gettext_noop("设置密码"),
    ),
    "password_changed": Letter(
        gettext_noop("密码已修改"),
        gettext_noop("您在%(park)s预约平台的密码刚刚改过，其他地方的登录都已失效。"),
        _CALL_US,
    ),
    "password_set": Letter(
        gettext_noop("密码已设置"),
        gettext_noop("您在%(park)s的预约平台刚刚设置了密码，以后可以用密码登录。"),
        _CALL_US,
    ),
    "password_reset": Letter(
        gettext_noop("密码已重设"),
        gettext_noop("您在%(park)s预约平台的密码刚刚重设过，原来的登录都已失效。"),
        _CALL_US,
    ),
    "email_changed": Letter(
        gettext_noop("登录邮箱已更换"),
        gettext_noop(
            "您在%(park)s预约平台的登录邮箱已经换成了另一个，以后的通知和验证码不再发到这里。"
        ),
        gettext_noop("如果不是您本人操作，请马上打电话告诉我们。"),
    ),
    "email_deleted": Letter(
        gettext_noop("邮箱已移除"),
        gettext_noop(
            "这个邮箱不再属于您在%(park)s预约平台的账号，以后的通知和验证码不再发到这里。"
        ),
        gettext_noop("如果不是您本人操作，请马上打电话告诉我们。"),
    ),
}
"""Occasion → letter, in Chinese as the sources are. The names are allauth's, where it is allauth that sends."""


def write(kind: str, *, to: str, language: str, facts: Mapping[str, str]) -> Mail:
    """The mail of that occasion. `facts` has park and phone, and code or url where the letter has one."""
    letter = LETTERS[kind]
    with translation.override(language):
        said = replace(
            letter,
            subject=_(letter.subject),
            text=_(letter.text) % facts,
            otherwise=_(letter.otherwise),
            button=_(letter.button) if letter.button else "",
            code=facts.get("code", ""),
            url=facts.get("url", ""),
        )
        who = Sender(facts["park"], facts["phone"])
        return as_mail(said, who, to=to, kind=f"{SIGN_IN}{kind}")
