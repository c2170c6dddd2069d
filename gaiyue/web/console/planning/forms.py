"""The forms of planning."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.close_blocks import Part


def day_field(label: object, *, required: bool = True) -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请填写日期。"),
            "invalid": _("请按 2026-11-25 这样填写日期。"),
        },
    )


class CapacityForm(forms.Form):
    """How many seats a block has."""

    capacity = forms.IntegerField(
        label=_("名额"),
        min_value=0,
        max_value=999,
        error_messages={
            "required": _("请填写名额数。"),
            "invalid": _("名额要填整数。"),
            "min_value": _("名额要在 0 到 999 之间。"),
            "max_value": _("名额要在 0 到 999 之间。"),
        },
    )


class WhyForm(forms.Form):
    """Why a block is closed."""

    because = forms.ChoiceField(
        label=_("停办原因"),
        error_messages={
            "required": _("请选停办原因，企业会看到。"),
            "invalid_choice": _("请从列表里选停办原因。"),
        },
    )

    def __init__(self, *args: object, reasons: Sequence[tuple[str, str]], **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        field = self.fields["because"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选择")), *reasons]


class CloseForm(WhyForm):
    """Which blocks of which days are closed."""

    on = day_field(_("从哪天"))
    until = day_field(_("到哪天"), required=False)
    part = forms.ChoiceField(
        label=_("时间"),
        choices=((Part.ALL, _("全天")), (Part.MORNING, _("上午")), (Part.AFTERNOON, _("下午"))),
    )
    location = forms.ChoiceField(label=_("地点"), required=False)
    service = forms.ChoiceField(label=_("事项"), required=False)
    field_order = ("on", "until", "part", "location", "service", "because")

    def __init__(
        self,
        *args: object,
        places: Sequence[tuple[str, str]],
        offers: Sequence[tuple[str, str]],
        **kw: object,
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        for name, choices, every in (
            ("location", places, _("全部地点")),
            ("service", offers, _("全部事项")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", every), *choices]
