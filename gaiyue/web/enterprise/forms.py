"""The forms of the pages for companies."""

import re
import uuid
from collections.abc import Sequence
from typing import TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

PHONE = re.compile(r"\+?\d[\d\s\-()（）]{5,24}\d")


def new_key() -> str:
    """A key for one filled-in form: sent twice, it is done once."""
    return uuid.uuid4().hex


F = TypeVar("F", bound=forms.Form)


def sent_again(form: F, why: str) -> F:
    """The form as it was filled in, with a fresh key and the reason why it has to be looked at once more."""
    form.data = {**form.data.dict(), "key": new_key()} if isinstance(form.data, QueryDict) else {}
    form.add_error(None, why)
    return form


class BookingForm(forms.Form):
    """Whom to reach about the visit; `block` and `key` come from the page before."""

    block = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    enterprise = forms.ChoiceField(label=_("为哪家企业预约"))
    contact_name = forms.CharField(
        label=_("联系人"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请填写联系人姓名，窗口要按这个名字叫号。")},
    )
    contact_phone = forms.CharField(
        label=_("联系电话"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("手机或座机都可以，座机请加区号。"),
        error_messages={"required": _("请填写联系电话，时间有变化时我们要能找到您。")},
    )

    def __init__(
        self, *args: object, enterprises: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["enterprise"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(enterprises)
        if len(enterprises) == 1:
            field.widget = forms.HiddenInput()
            field.initial = enterprises[0][0]

    def clean_contact_phone(self) -> str:
        """Digits with the usual separators."""
        phone = str(self.cleaned_data["contact_phone"]).strip()
        if not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                _("联系电话里只能有数字、空格和连字符，例如 021-5555 0100 或 138 0000 0000。")
            )
        return phone


class MoveForm(forms.Form):
    """Why the visit is moved; the reason comes from the catalogue of the rules in force."""

    block = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    circumstance = forms.ChoiceField(
        label=_("改约原因"),
        help_text=_("选一个最接近的就可以，这就是您的书面说明，不用另外交材料。"),
        error_messages={"required": _("请选择改约原因，它就是您的书面说明。")},
    )
    note = forms.CharField(
        label=_("补充说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: object, choices: Sequence[tuple[str, str]], is_required: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["circumstance"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选择")), *choices]
        field.required = is_required


class CancelForm(forms.Form):
    """What the person wants to say when cancelling."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("取消原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
