"""The forms for signing in, passwords and the address: allauth's checks, our fields and sentences."""

import re
import unicodedata
from typing import Any, Final

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.web.shared.forms import UNREADABLE, in_our_words

ADDRESS_LENGTH: Final = 254
SIX_DIGITS: Final = re.compile(r"[0-9]{6}")
BETWEEN_DIGITS: Final = re.compile(r"[\s-]+")
INCOMPLETE: Final = "incomplete"
"""The error of a code that can't be one: it is sent back and costs no try."""


class EmailField(forms.EmailField):
    """An e-mail address, in small letters."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    default_error_messages = {
        **in_our_words(at_most=ADDRESS_LENGTH),
        "required": _("请填写邮箱地址。"),
        "invalid": _("邮箱地址的写法不对，例如 name@example.com。"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("邮箱"), "max_length": ADDRESS_LENGTH, **kwargs})

    def clean(self, value: Any) -> str:
        """Addresses are compared in small letters everywhere."""
        return str(super().clean(value)).lower()


def password_field(*, label: Any, autocomplete: str = "current-password") -> forms.CharField:
    """A password, spaces and all."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages=in_our_words(at_most=128, required=_("请输入密码。")),
    )


class SixDigits(forms.CharField):
    """A code as it was meant: full-width digits, and blanks and hyphens between them, are no mistakes."""

    def to_python(self, value: Any) -> str:
        """The digits alone."""
        return BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", str(value or "")))

    def validate(self, value: Any) -> None:
        """Anything but six digits is no guess."""
        super().validate(value)
        if not SIX_DIGITS.fullmatch(value):
            raise forms.ValidationError(self.error_messages[INCOMPLETE], code=INCOMPLETE)


def code_field() -> forms.CharField:
    """Six digits from a mail; a phone's keyboard offers them by itself."""
    return SixDigits(
        label=_("验证码"),
        help_text=_("邮件里的 6 位数字。"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "code-input",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("请填写邮件里的 6 位验证码。"),
            INCOMPLETE: _("请填 6 位数字，一位都不能少。"),
            "null_characters_not_allowed": UNREADABLE,
        },
    )


class AddressForm(forms.Form):
    """The first question: who are you?"""

    email = EmailField()


class PasswordSignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = password_field(label=_("密码"))
        self.fields = {"email": EmailField(), "password": password}

    def clean_email(self) -> str:
        """Also where allauth looks for the login."""
        self.cleaned_data["login"] = self.cleaned_data["email"]
        return str(self.cleaned_data["email"])


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]
    """Whose password; the view finds the account, within the park."""

    email = EmailField()
    users: list[Any] = []

    def clean_email(self) -> str:
        """Nothing is looked up here."""
        return str(self.cleaned_data["email"])


class AddressChangeForm(AddEmailForm):  # type: ignore[misc]
    """The address to sign in with from now on."""

    email = EmailField(label=_("新的邮箱"))


class CodeForm(forms.Form):
    """A code from a mail, on its own."""

    code = code_field()


class _CodeForm(forms.Form):
    """A code from a mail, mixed in before allauth's form that knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


class SignInCodeForm(_CodeForm, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that lets in."""


class ResetCodeForm(_CodeForm, ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code that lets choose a new password."""


class AddressCodeForm(_CodeForm, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that proves an address."""


class _NewPasswordForm(forms.Form):
    """A new password, twice; mixed in before allauth's form that keeps it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("新密码")
        self.fields["password1"].help_text = _("至少 10 个字符，不要用生日、公司名或常见密码。")
        self.fields["password2"].label = _("再输入一次新密码")
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].widget.attrs["autocomplete"] = "new-password"
            self.fields[name].error_messages.update(
                {"required": _("请输入密码。"), "null_characters_not_allowed": UNREADABLE}
            )
        self.fields["password2"].error_messages["required"] = _("请再输入一次新密码。")

    def clean(self) -> dict[str, Any]:
        """Twice the same; instead of allauth's check, which has the same rule and other words."""
        cleaned = forms.Form.clean(self) or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("两次输入的密码不一样，请重新输入。"))
        return cleaned


class NewPasswordForm(_NewPasswordForm, ResetPasswordKeyForm):  # type: ignore[misc]
    """After the code of a reset."""


class FirstPasswordForm(_NewPasswordForm, SetPasswordForm):  # type: ignore[misc]
    """For somebody who has had none so far."""


class OtherPasswordForm(_NewPasswordForm, ChangePasswordForm):  # type: ignore[misc]
    """In the place of the one that there is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(label=_("现在的密码"))
        self.order_fields(("oldpassword", "password1", "password2"))
