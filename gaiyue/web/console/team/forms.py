"""The forms about staff and departments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.invite import read_email
from gaiyue.people.team import departments
from gaiyue.people.wording import staff_role_choices
from gaiyue.web.shared.choices import offer
from gaiyue.web.shared.forms import clean_phone, in_our_words
from gaiyue.web.shared.languages import in_language


def _text(label: object, *, at_most: int, required: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy translation
        max_length=at_most,
        required=bool(required),
        error_messages=in_our_words(at_most=at_most, required=required),  # type: ignore[arg-type]
    )


class PostForm(forms.Form):
    """Department and role of a member of staff."""

    department = forms.ChoiceField(label=_("科室"), error_messages={"required": _("请选择科室。")})
    role = forms.ChoiceField(label=_("岗位"), error_messages={"required": _("请选择岗位。")})

    def __init__(self, *args: object, park: str, initial: dict[str, str] | None = None) -> None:
        super().__init__(*args, initial=initial)  # type: ignore[arg-type, misc]
        choices = [(one.code, in_language(one.name_zh, one.name_en)) for one in departments(park)]
        offer(self, "department", choices)
        offer(self, "role", staff_role_choices())


class PersonForm(forms.Form):
    """Who a member of staff is and how they sign in."""

    name = _text(_("姓名"), at_most=64, required=_("请填写姓名。"))
    login = _text(_("登录名（邮箱）"), at_most=254, required=_("请填写登录用的邮箱。"))
    phone = _text(_("电话"), at_most=32)

    def clean_login(self) -> str:
        """An e-mail address, where the code for the first password goes; one from before may stay what it is."""
        typed = str(self.cleaned_data["login"]).strip()
        if typed and typed == self.initial.get("login"):
            return typed
        try:
            return read_email(typed)
        except Refusal as no:
            raise forms.ValidationError(say_refusal(no)) from None

    def clean_phone(self) -> str:
        """Digits with the usual separators, or nothing."""
        return clean_phone(str(self.cleaned_data["phone"]))


class EmployForm(PersonForm, PostForm):
    """A new member of staff."""

    field_order = ("name", "login", "phone", "department", "role")


class DepartmentForm(forms.Form):
    """Names and number of a department; the code only of a new one."""

    code = _text(_("科室编码"), at_most=32, required=_("请填写科室编码，例如 taxation。"))
    name_zh = _text(_("中文名"), at_most=64, required=_("请填写中文名。"))
    name_en = _text(_("英文名"), at_most=96, required=_("请填写英文名。"))
    phone = _text(_("电话"), at_most=32)

    def clean_phone(self) -> str:
        """Digits with the usual separators, or nothing: companies call it."""
        return clean_phone(str(self.cleaned_data["phone"]))
