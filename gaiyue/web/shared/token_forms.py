"""The forms that give a program a token: for a company, and for a system of the park."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gaiyue.people.issue_token import DAYS, NAME_LENGTH
from gaiyue.people.queries import staff_list
from gaiyue.people.wording import say_staff_role
from gaiyue.web.shared.forms import in_our_words
from gaiyue.web.shared.languages import in_language

USUAL_DAYS = 90


class TokenForm(forms.Form):
    """What the program is called, and for how long it may."""

    name = forms.CharField(
        label=_("用令牌的系统"),
        max_length=NAME_LENGTH,
        help_text=_("写一个以后认得出来的名称，例如“财务系统”。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=in_our_words(
            at_most=NAME_LENGTH, required=_("请填写令牌的名称，例如用它的系统叫什么。")
        ),
    )
    days = forms.TypedChoiceField(
        label=_("有效期"),
        coerce=int,
        initial=USUAL_DAYS,
        choices=[(days, format_lazy(_("{days} 天"), days=days)) for days in DAYS],
        help_text=_("到期自动失效，到期前发一个新的换上。"),
        error_messages={"required": _("请选择有效期。"), "invalid_choice": _("请选择有效期。")},
    )


class StaffTokenForm(TokenForm):
    """The same, and as which member of staff the system acts."""

    account = forms.TypedChoiceField(
        label=_("以谁的身份"),
        coerce=int,
        help_text=_(
            "系统能看、能办的和这位工作人员一样，记录里写的也是这位。给系统用，最好先在“人员”里为它单独建一个账号。"
        ),
        error_messages={
            "required": _("请选择以谁的身份办事。"),
            "invalid_choice": _("请选择以谁的身份办事。"),
        },
    )
    field_order = ("name", "account", "days")

    def __init__(self, *args: object, park: str) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        field = self.fields["account"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选择"))] + [
            (row.id, f"{row.name} · {_section(row.department_zh, row.department_en, row.role)}")
            for row in staff_list(park)
        ]


def _section(zh: str, en: str, role: str) -> str:
    return f"{in_language(zh, en)} · {say_staff_role(role)}"
