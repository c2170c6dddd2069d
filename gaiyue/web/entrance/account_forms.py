"""The form for one's own name and telephone number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.people.correct_oneself import NAME_LENGTH, PHONE_LENGTH
from gaiyue.web.shared.forms import clean_phone, in_our_words


class OneselfForm(forms.Form):
    """Who I am, and where I am reached."""

    name = forms.CharField(
        label=_("您的姓名"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=in_our_words(at_most=NAME_LENGTH, required=_("请填写您的姓名。")),
    )
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=PHONE_LENGTH,
        help_text=_("以后预约时先填上这个号码；已经约好的，请在那个预约里更正联系人。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages=in_our_words(
            at_most=PHONE_LENGTH,
            required=_("请填写联系电话，时间有变化时我们要能找到您。"),
        ),
    )

    def clean_phone(self) -> str:
        """Digits with the usual separators."""
        return clean_phone(str(self.cleaned_data["phone"]))
