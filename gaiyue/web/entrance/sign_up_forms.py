"""The forms for signing up: who you are, and which company; or the company alone."""

import unicodedata
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from gaiyue.people.accounts import NewPerson
from gaiyue.people.register_enterprise import NewEnterprise
from gaiyue.people.sign_up import NewAccount
from gaiyue.web.entrance.forms import EmailField
from gaiyue.web.shared.forms import UNREADABLE, clean_phone, hidden_key, in_our_words
from gaiyue.web.shared.industries import INDUSTRIES

SIZES: Final = (
    ("micro", _("微型（通常 10 人以下）")),
    ("small", _("小型（通常 10 到 99 人）")),
    ("medium", _("中型（通常 100 到 299 人）")),
    ("large", _("大型（通常 300 人以上）")),
)
HAS_CODE, NO_CODE = "registered", "registering"
NEVER_IN_A_CODE: Final = frozenset("IOSVZ")


def read_code(typed: str) -> str:
    """The credit code without blanks, in capitals; what is wrong with it is said, one mistake at a time."""
    code = str(uscc.compact(unicodedata.normalize("NFKC", typed))).upper()
    wrong = sorted({sign for sign in code if not sign.isascii() or not sign.isalnum()})
    never = sorted(set(code) & NEVER_IN_A_CODE)
    if wrong:
        message = _("统一社会信用代码里只有数字和大写字母，请去掉“%(signs)s”。")
        raise forms.ValidationError(message, params={"signs": "".join(wrong)})
    if never:
        message = _("统一社会信用代码里没有字母 %(signs)s，请看看是不是数字 1、0、5 或 2。")
        raise forms.ValidationError(message, params={"signs": _("、").join(never)})
    try:
        return str(uscc.validate(code))
    except InvalidLength:
        message = _("统一社会信用代码应有 18 位，您填了 %(n)s 位。")
        raise forms.ValidationError(message, params={"n": len(code)}) from None
    except InvalidChecksum:
        message = _(
            "统一社会信用代码的最后一位校验不符，多半有一位看错了，请对照营业执照再看一遍。"
        )
        raise forms.ValidationError(message) from None
    except (InvalidFormat, ValidationError):
        message = _("统一社会信用代码的前 8 位不对：前 2 位是机构类别，第 3 到 8 位应是数字。")
        raise forms.ValidationError(message) from None


def _text(label: Any, *, required: Any, at_most: int, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=at_most,
        widget=forms.TextInput(attrs=attrs),
        error_messages=in_our_words(at_most=at_most, required=required),
    )


class CompanyForm(forms.Form):
    """A company that somebody enters who is in charge of it."""

    company = _text(
        _("企业名称"),
        required=_("请填写企业名称，和营业执照一致；还没有执照的，填申请的名称。"),
        at_most=128,
        autocomplete="organization",
    )
    registered = forms.ChoiceField(
        label=_("企业有统一社会信用代码吗？"),
        choices=(
            (HAS_CODE, _("有，执照上能看到")),
            (NO_CODE, _("还没有，正在注册")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择企业有没有统一社会信用代码。")},
    )
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        required=False,
        help_text=_("营业执照上的 18 位代码；正在注册的不用填。"),
        error_messages={"null_characters_not_allowed": UNREADABLE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    industry = forms.ChoiceField(
        label=_("行业"),
        choices=[("", _("请选择")), *INDUSTRIES],
        error_messages={"required": _("请选择最接近的行业。")},
    )
    size = forms.ChoiceField(
        label=_("企业规模"),
        choices=[("", _("请选择")), *SIZES],
        error_messages={"required": _("请选择企业规模。")},
    )

    def clean(self) -> dict[str, Any]:
        """The code is asked of whoever has one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("registered") == NO_CODE:
            cleaned["credit_code"] = ""
        elif cleaned.get("registered") == HAS_CODE and not self.has_error("credit_code"):
            self._read(str(cleaned.get("credit_code", "")))
        return cleaned

    def _read(self, typed: str) -> None:
        if not typed.strip():
            why = _("请填写统一社会信用代码；还没有的，上面请选“还没有，正在注册”。")
            self.add_error("credit_code", why)
            return
        try:
            self.cleaned_data["credit_code"] = read_code(typed)
        except forms.ValidationError as wrong:
            self.add_error("credit_code", wrong)


class SignUpForm(CompanyForm):
    """A person, and the company that the person is in charge of."""

    name = _text(_("您的姓名"), required=_("请填写您的姓名。"), at_most=64, autocomplete="name")
    email = EmailField(help_text=_("以后用它登录，通知也发到这里。我们会发一个验证码确认。"))
    phone = _text(
        _("联系电话"),
        required=_("请填写联系电话，时间有变化时我们要能找到您。"),
        at_most=32,
        autocomplete="tel",
        inputmode="tel",
    )
    field_order = ("name", "email", "phone")

    def clean_phone(self) -> str:
        """Digits with the usual separators."""
        return clean_phone(str(self.cleaned_data["phone"]))


class AnotherCompanyForm(CompanyForm):
    """The company of somebody who has an account; the key makes sure that it is entered once."""

    key = hidden_key()


def as_new_account(typed: dict[str, Any], *, language: str) -> NewAccount:
    """What a valid form holds, as the deed takes it."""
    return NewAccount(
        person=NewPerson(
            login=typed["email"],
            name=typed["name"],
            email=typed["email"],
            phone=typed["phone"],
            language=language,
        ),
        enterprise=as_new_enterprise(typed),
    )


def as_new_enterprise(typed: dict[str, Any]) -> NewEnterprise:
    """The company of a valid form, as the deeds take it."""
    return NewEnterprise(
        name=typed["company"],
        industry=typed["industry"],
        size=typed["size"],
        credit_code=typed["credit_code"] or None,
    )
