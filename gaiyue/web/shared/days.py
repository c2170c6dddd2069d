"""Days that can be typed or asked for by address: the same bounds for every form and every page."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST_DAY: Final = date(2005, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""Between these the calendar knows every year, and a month or a year on either side can still be counted."""


class DayField(forms.DateField):
    """A day, typed or picked, of a year that the calendar knows."""

    def __init__(self, **how: Any) -> None:
        super().__init__(
            widget=forms.DateInput(
                attrs={
                    "type": "date",
                    "min": FIRST_DAY.isoformat(),
                    "max": LAST_DAY.isoformat(),
                },
                format="%Y-%m-%d",
            ),
            error_messages={
                "required": _("请填写日期。"),
                "invalid": _("请按 2026-11-25 这样填写日期。"),
            },
            **how,
        )
        beyond = _("请填 2005 年到 2099 年之间的日期。")
        self.validators += [
            MinValueValidator(FIRST_DAY, message=beyond),
            MaxValueValidator(LAST_DAY, message=beyond),
        ]


def day_field(label: str | Promise, *, required: bool = True) -> DayField:
    """The field by its label."""
    return DayField(label=label, required=required)


def day_asked(text: str) -> date | None:
    """The day that an address names; None for what is no day or lies out of bounds."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
