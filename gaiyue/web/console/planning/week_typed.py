"""What was typed about a block of the week, as it is read on the check page; old and new side by side for a change."""

from datetime import date, time

from django import forms
from django.utils.translation import gettext as _

from gaiyue.booking.queries.templates import TemplateRow
from gaiyue.calendars.wording import say_day
from gaiyue.web.console.planning.week_forms import EndForm, TemplateForm

COMPARED = (
    "weekday",
    "opens",
    "closes",
    "capacity",
    "reserve",
    "reserve_released_h",
    "valid_until",
)
"""Fields in which a changed block is laid beside the one before."""


def typed_pairs(form: TemplateForm | EndForm, row: TemplateRow | None) -> dict[str, object]:
    """`pairs` (label, old, new) in the order of the form; the old ones come from `row`, equal where there are none."""
    pairs = []
    for name, field in form.fields.items():
        new = _said(field, form.cleaned_data.get(name))
        old = _said(field, getattr(row, name)) if row is not None and name in COMPARED else new
        if name != "reserve_released_h" or form.cleaned_data.get("reserve"):
            pairs.append((field.label, old, new))
    return {"pairs": pairs}


def _said(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return say_day(value)
    return _("不限") if value in (None, "") else str(value)
