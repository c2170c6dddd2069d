"""The forms about services, papers, counters and buildings: every text in both languages."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.open_service import LONGEST_MIN, SHORTEST_MIN
from gaiyue.web.shared.choices import offer
from gaiyue.web.shared.forms import clean_phone, in_our_words, whole_between

LONG = forms.Textarea(attrs={"rows": 2})


def _text(
    label: object, *, at_most: int, required: object = "", widget: forms.Widget | None = None
) -> forms.CharField:
    return forms.CharField(
        widget=widget,
        label=label,  # type: ignore[arg-type]
        max_length=at_most,
        required=bool(required),
        error_messages=in_our_words(at_most=at_most, required=required),  # type: ignore[arg-type]
    )


def _code(label: object, example: object) -> forms.CharField:
    field = _text(label, at_most=32, required=_("请填写编码。"))
    field.help_text = example  # type: ignore[assignment]
    return field


class ServiceForm(forms.Form):
    """What companies read about a service, and who does it."""

    name_zh = _text(_("中文名称"), at_most=64, required=_("请填写中文名称。"))
    name_en = _text(_("英文名称"), at_most=96, required=_("请填写英文名称。"))
    summary_zh = _text(
        _("中文简介"), at_most=200, required=_("请用一句中文说明办什么。"), widget=LONG
    )
    summary_en = _text(
        _("英文简介"), at_most=300, required=_("请用一句英文说明办什么。"), widget=LONG
    )
    minutes = forms.IntegerField(
        label=_("每次办理多少分钟"),
        min_value=SHORTEST_MIN,
        max_value=LONGEST_MIN,
        error_messages=whole_between(SHORTEST_MIN, LONGEST_MIN),
    )
    department = forms.ChoiceField(
        label=_("负责科室"),
        error_messages={
            "required": _("请选择科室。"),
            "invalid_choice": _("请从列表里选择科室。"),
        },
    )
    phone = _text(_("咨询电话"), at_most=32, required=_("请填写咨询电话。"))

    def clean_phone(self) -> str:
        """A number that companies can dial."""
        return clean_phone(str(self.cleaned_data["phone"]))

    def __init__(self, *args: object, teams: Sequence[tuple[str, str]], **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        offer(self, "department", teams)


class NewServiceForm(ServiceForm):
    """The same with the code, which never changes afterwards."""

    code = _code(_("事项编码"), _("小写字母、数字和连字符，例如 tax-registration；以后不能再改。"))
    field_order = ("code",)


class MaterialForm(forms.Form):
    """A paper to bring."""

    name_zh = _text(_("中文名称"), at_most=128, required=_("请填写中文名称。"))
    name_en = _text(_("英文名称"), at_most=200, required=_("请填写英文名称。"))
    note_zh = _text(_("中文说明"), at_most=200, widget=LONG)
    note_en = _text(_("英文说明"), at_most=300, widget=LONG)
    is_required = forms.TypedChoiceField(
        label=_("要不要带"),
        choices=(("yes", _("必带：少了办不成")), ("no", _("选带：看情况"))),
        initial="yes",
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选必带还是选带。"),
            "invalid_choice": _("请选必带还是选带。"),
        },
    )

    def clean(self) -> dict[str, object]:
        """A note is there in both languages or in none; the message stands at the one that is missing."""
        typed = super().clean() or {}
        for missing, there in (("note_zh", "note_en"), ("note_en", "note_zh")):
            if typed.get(there) and not typed.get(missing) and missing not in self.errors:
                self.add_error(missing, _("说明要么中英文都写，要么都不写，请补上另一种语言。"))
        return typed


class CounterForm(forms.Form):
    """A counter; where it stands is asked of a new one only."""

    location = forms.ChoiceField(
        label=_("地点"),
        error_messages={
            "required": _("请选择地点。"),
            "invalid_choice": _("请从列表里选择地点。"),
        },
    )
    name_zh = _text(_("中文名称"), at_most=32, required=_("请填写中文名称。"))
    name_en = _text(_("英文名称"), at_most=48, required=_("请填写英文名称。"))

    def __init__(self, *args: object, places: Sequence[tuple[str, str]], **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        offer(self, "location", places)


class PlaceForm(forms.Form):
    """Names and address of a building."""

    name_zh = _text(_("中文名称"), at_most=64, required=_("请填写中文名称。"))
    name_en = _text(_("英文名称"), at_most=96, required=_("请填写英文名称。"))
    address_zh = _text(_("中文地址"), at_most=128, required=_("请填写中文地址。"))
    address_en = _text(_("英文地址"), at_most=160, required=_("请填写英文地址。"))


class NewPlaceForm(PlaceForm):
    """The same with the code, which never changes afterwards."""

    code = _code(_("地点编码"), _("小写字母、数字和连字符，例如 lakeside；以后不能再改。"))
    field_order = ("code",)
