"""The forms of the weekly plan."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.week_effect import Leftover
from gaiyue.web.console.planning.forms import hour_field
from gaiyue.web.shared.days import day_field
from gaiyue.web.shared.forms import whole_between

WEEKDAYS = tuple(
    enumerate((_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")))
)


def _number(label: object, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        min_value=least,
        max_value=most,
        error_messages=whole_between(least, most),
    )


def _leftover() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("已经生成、没人预约、新安排里没有的时段"),
        error_messages={
            "required": _("请选没人预约的时段停办还是保留。"),
            "invalid_choice": _("请选没人预约的时段停办还是保留。"),
        },
        choices=((Leftover.CLOSE, _("停办")), (Leftover.KEEP, _("保留"))),
    )


class EndForm(forms.Form):
    """From which day there is no such block."""

    from_day = day_field(_("从哪天起停用"))
    leftover = _leftover()


class TemplateForm(forms.Form):
    """A block of the week."""

    service = forms.ChoiceField(label=_("事项"))
    location = forms.ChoiceField(label=_("地点"))
    weekday = forms.TypedChoiceField(label=_("星期"), choices=WEEKDAYS, coerce=int)
    opens = hour_field(_("开始"))
    closes = hour_field(_("结束"))
    capacity = _number(_("名额"), 1, 999)
    reserve = _number(_("其中紧急预留"), 0, 999)
    reserve_released_h = _number(_("开始前几小时把预留放给大家"), 0, 720)
    valid_from = day_field(_("从哪天起"))
    valid_until = day_field(_("到哪天为止"), required=False)
    leftover = _leftover()

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
