"""The forms about companies and their people, for companies and for staff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.people.companies import CompanyRow
from gaiyue.people.correct_enterprise import LENGTHS, CompanyData
from gaiyue.people.wording import member_role_choices, size_choices
from gaiyue.web.shared.choices import offer
from gaiyue.web.shared.forms import clean_phone, in_our_words
from gaiyue.web.shared.industries import industry_choices

EMAIL_LENGTH = 254


class CompanyForm(forms.Form):
    """What can be corrected of a company; the name only where the reader may change it."""

    name = forms.CharField(
        label=_("企业名称"),
        max_length=LENGTHS["name"],
        error_messages=in_our_words(at_most=LENGTHS["name"], required=_("请填写企业名称。")),
    )
    industry = forms.ChoiceField(
        label=_("所属行业"),
        required=False,
        error_messages={"invalid_choice": _("请从列表里选一个行业，没有合适的选“其他”。")},
    )
    size = forms.ChoiceField(
        label=_("企业规模"), error_messages={"required": _("请选择企业规模。")}
    )
    contact_name = forms.CharField(
        label=_("企业联系人"),
        max_length=LENGTHS["contact_name"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=in_our_words(at_most=LENGTHS["contact_name"]),
    )
    contact_phone = forms.CharField(
        label=_("企业联系电话"),
        max_length=LENGTHS["contact_phone"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages=in_our_words(at_most=LENGTHS["contact_phone"]),
    )

    def __init__(self, *args: object, row: CompanyRow, with_name: bool) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.row = row
        offer(self, "size", size_choices())
        offer(self, "industry", industry_choices(row.industry))
        for name in self.fields:
            self.initial[name] = getattr(row, name)
        if not with_name:
            del self.fields["name"]

    def clean_contact_phone(self) -> str:
        """Digits with the usual separators, or nothing."""
        return clean_phone(str(self.cleaned_data["contact_phone"]))

    @property
    def typed(self) -> CompanyData:
        """What was filled in."""
        typed = self.cleaned_data
        return CompanyData(
            name=typed.get("name", self.row.name),
            industry=typed["industry"],
            size=typed["size"],
            contact_name=typed["contact_name"],
            contact_phone=typed["contact_phone"],
        )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.CharField(
        label=_("对方的邮箱"),
        max_length=EMAIL_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=in_our_words(
            at_most=EMAIL_LENGTH, required=_("请填写对方的邮箱，邀请会发到那里。")
        ),
    )
    role = forms.ChoiceField(
        label=_("身份"),
        initial="member",
        help_text=_("经办人可以预约、改约和取消；负责人还可以邀请同事、修改企业资料。"),
        error_messages={"required": _("请选择身份。")},
    )

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        offer(self, "role", member_role_choices())


class RoleForm(forms.Form):
    """What a person is in a company."""

    role = forms.ChoiceField(label=_("身份"), error_messages={"required": _("请选择身份。")})

    def __init__(self, *args: object, role: str = "") -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.initial["role"] = role
        offer(self, "role", member_role_choices())
