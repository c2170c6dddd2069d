"""The forms of planning."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.add_template import MOST_SEATS
from gaiyue.booking.close_blocks import Part
from gaiyue.web.shared.days import day_field
from gaiyue.web.shared.forms import whole_between


def seats_field(least: int) -> forms.IntegerField:
    """So many seats, as the deeds allow."""
    return forms.IntegerField(
        label=_("名额"),
        min_value=least,
        max_value=MOST_SEATS,
        error_messages=whole_between(least, MOST_SEATS),
    )


class CapacityForm(forms.Form):
    """How many seats a block has; without any it stays open for nobody."""

    capacity = seats_field(0)


def hour_field(label: object, *, required: bool = True) -> forms.TimeField:
    """A time of day on the park's clock."""
    wrong = _("请按 09:00 这样填写时间。")
    return forms.TimeField(
        label=label,  # type: ignore[arg-type]
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": wrong, "invalid": wrong},
    )


class SessionForm(forms.Form):
    """An extra block on one day."""

    service = forms.ChoiceField(label=_("事项"), error_messages={"required": _("请选择事项。")})
    location = forms.ChoiceField(label=_("地点"), error_messages={"required": _("请选择地点。")})
    on = day_field(_("哪一天"))
    opens = hour_field(_("开始"))
    closes = hour_field(_("结束"))
    capacity = seats_field(1)

    def __init__(
        self,
        *args: object,
        places: Sequence[tuple[str, str]],
        offers: Sequence[tuple[str, str]],
        **kw: object,
    ) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        for name, choices in (("location", places), ("service", offers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(choices)


class ReserveForm(forms.Form):
    """How many seats are kept for emergencies, and until when."""

    reserve = forms.IntegerField(
        label=_("紧急预留几个名额"),
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("填 0 就是现在全部放给大家。"),
        error_messages=whole_between(0, MOST_SEATS),
    )
    until_on = day_field(_("留到哪一天（不预留就不用填）"))
    until_at = hour_field(_("留到几点（不预留就不用填）"))

    def __init__(self, *args: object, **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        if self.is_bound:  # the label says when they are asked for, and `clean` asks
            for name in ("until_on", "until_at"):
                self.fields[name].required = False

    def clean(self) -> dict[str, object]:
        """A moment is both a day and an hour."""
        typed = super().clean() or {}
        for name in ("until_on", "until_at"):
            if typed.get("reserve") and not typed.get(name) and name not in self.errors:
                self.add_error(name, _("请写明留到哪一天的几点。"))
        return typed


class DaysForm(forms.Form):
    """Days on which the whole park is closed."""

    first = day_field(_("从哪天"))
    last = day_field(_("到哪天"))
    why = forms.ChoiceField(
        label=_("原因"),
        error_messages={
            "required": _("请选停办原因，企业会看到。"),
            "invalid_choice": _("请从列表里选停办原因。"),
        },
    )

    def __init__(self, *args: object, reasons: Sequence[tuple[str, str]], **kw: object) -> None:
        super().__init__(*args, **kw)  # type: ignore[arg-type]
        field = self.fields["why"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选择")), *reasons]


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
