"""The forms of staff about one company."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.people.set_tier import REASON_LENGTH
from gaiyue.people.wording import tier_choices
from gaiyue.web.shared.choices import offer
from gaiyue.web.shared.forms import in_our_words

TYPED_LENGTH = 40


class VerifyForm(forms.Form):
    """The credit code on the licence."""

    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=TYPED_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("照营业执照填写，共 18 位。"),
        error_messages=in_our_words(
            at_most=TYPED_LENGTH, required=_("请照营业执照填写统一社会信用代码。")
        ),
    )


class TierForm(forms.Form):
    """Another tier, and why."""

    tier = forms.ChoiceField(label=_("企业类别"), error_messages={"required": _("请选择类别。")})
    reason = forms.CharField(
        label=_("调整依据"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如高新技术企业证书编号，或招商文件的名称。"),
        error_messages=in_our_words(at_most=REASON_LENGTH, required=_("请写明调整依据。")),
    )

    def __init__(self, *args: object, tier: str) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        offer(self, "tier", tier_choices())
        self.initial["tier"] = tier
