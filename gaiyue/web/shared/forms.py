"""The forms of booking, moving and cancelling, for every face; each mistake is said in our words with what to do."""

import uuid
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.contact import NAME_LENGTH, PHONE_LENGTH, read_phone

NOTE_LENGTH = 500
KEY_LENGTH = 64

STALE: Final = _("这张表不完整或者已经过期，请返回上一步重新选择，再提交一次。")
UNREADABLE: Final = _("这里有看不见的控制字符，请删掉后重新输入。")


def clean_phone(typed: str) -> str:
    """A number of digits with the usual separators, or nothing; full-width digits mean the same."""
    phone = read_phone(typed)
    if phone is None:
        raise forms.ValidationError(
            _("联系电话里只能有数字、空格和连字符，例如 021-5555 0100 或 138 0000 0000。")
        )
    return phone


def new_key() -> str:
    """A key for one filled-in form: sent twice, it is done once."""
    return uuid.uuid4().hex


F = TypeVar("F", bound=forms.Form)


def sent_again(form: F, why: str) -> F:
    """The form as it was filled in, with a fresh key and the reason why it has to be looked at once more."""
    form.data = {**form.data.dict(), "key": new_key()} if isinstance(form.data, QueryDict) else {}
    form.add_error(None, why)
    return form


def in_our_words(*, at_most: int, required: str | Promise = "") -> dict[str, Any]:
    """The messages of a text field: too long, unreadable, and what to say when it is empty."""
    said: dict[str, Any] = {
        "max_length": format_lazy(_("最多写 {at_most} 个字，请写短一些。"), at_most=at_most),
        "null_characters_not_allowed": UNREADABLE,
    }
    return {**said, "required": required} if required else said


def whole_between(least: int, most: int) -> dict[str, Any]:
    """The errors of a field for a whole number in our own words, in the reader's language when they are shown."""
    wrong = _between(least, most)
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)


def _say_between(least: int, most: int) -> str:
    return gettext("请填 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most}


# A lazy sentence is read at once when it is filled with %: the language would be that of the start of the process.
_between = lazy(_say_between, str)


def hidden_key() -> forms.CharField:
    """The key of the form; only a page that was tampered with or cut short has none."""
    return forms.CharField(
        max_length=KEY_LENGTH,
        widget=forms.HiddenInput,
        error_messages={
            "required": STALE,
            "max_length": STALE,
            "null_characters_not_allowed": STALE,
        },
    )


def hidden_block() -> forms.IntegerField:
    """The block that was chosen on the page before."""
    return forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": STALE, "invalid": STALE}
    )


class ContactForm(forms.Form):
    """Whom to reach about a visit."""

    contact_name = forms.CharField(
        label=_("联系人"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=in_our_words(
            at_most=NAME_LENGTH, required=_("请填写联系人姓名，窗口要按这个名字叫号。")
        ),
    )
    contact_phone = forms.CharField(
        label=_("联系电话"),
        max_length=PHONE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("手机或座机都可以，座机请加区号。"),
        error_messages=in_our_words(
            at_most=PHONE_LENGTH, required=_("请填写联系电话，时间有变化时我们要能找到您。")
        ),
    )

    def clean_contact_phone(self) -> str:
        """What the counter can dial."""
        return clean_phone(str(self.cleaned_data["contact_phone"]))


class BookingForm(ContactForm):
    """For which company, and whom to reach; `block` and `key` come from the page before."""

    block = hidden_block()
    key = hidden_key()
    enterprise = forms.ChoiceField(
        label=_("为哪家企业预约"),
        error_messages={
            "required": _("请选择为哪家企业预约。"),
            "invalid_choice": _("您不能代这家企业预约，请从列表里选一家。"),
        },
    )
    field_order = ("block", "key", "enterprise", "contact_name", "contact_phone")

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


class MoveForm(forms.Form):
    """Why the visit is moved; the reason comes from the catalogue of the rules in force."""

    block = hidden_block()
    key = hidden_key()
    circumstance = forms.ChoiceField(
        label=_("改约原因"),
        help_text=_("选一个最接近的就可以，这就是您的书面说明，不用另外交材料。"),
        error_messages={
            "required": _("请选择改约原因，它就是您的书面说明。"),
            "invalid_choice": _("这个原因不在现在的列表里，请重新选一个。"),
        },
    )
    note = forms.CharField(
        label=_("补充说明"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=in_our_words(at_most=NOTE_LENGTH),
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

    key = hidden_key()
    note = forms.CharField(
        label=_("取消原因"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=in_our_words(at_most=NOTE_LENGTH),
    )
