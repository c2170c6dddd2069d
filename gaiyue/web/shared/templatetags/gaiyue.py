"""Filters and tags of the pages: days, hours, moments and references as people say them."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.utils.formats import date_format

from gaiyue.base import clock
from gaiyue.base.references import spoken
from gaiyue.calendars.wording import say_day, say_hour, say_moment, say_weekday
from gaiyue.web.shared.languages import in_english
from gaiyue.web.shared.typed import recall_typed

register = template.Library()


def _day(value: date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date) -> str:
    """A day with its weekday: 11月25日（周三）."""
    return say_day(_day(value))


@register.filter
def moment(value: datetime) -> str:
    """A moment on the park's clock: 11月25日（周三）14:00."""
    return say_moment(value)


@register.filter
def hour(value: datetime) -> str:
    """The hour of a moment: 14:00."""
    return say_hour(clock.local(value).time())


@register.filter
def weekday(value: date) -> str:
    """The weekday alone: 周三."""
    return say_weekday(_day(value).weekday())


@register.filter
def daymonth(value: date) -> str:
    """Day and month as on a calendar sheet: 11/25; in English with the month's name, since 2/12 is two days there."""
    on = _day(value)
    return date_format(on, "j M") if in_english() else f"{on.month}/{on.day}"


@register.filter
def reference(value: str) -> str:
    """A reference grouped for reading aloud: 7KQ-2MX-4TB."""
    return spoken(value)


@register.simple_tag(takes_context=True)
def recall(context: template.RequestContext, form: Any) -> str:
    """Before a form is shown: what was typed into it when the reader changed the language or the print."""
    if isinstance(form, forms.BaseForm) and context.request is not None:
        recall_typed(context.request, form)
    return ""


@register.simple_tag(takes_context=True)
def page_address(context: template.RequestContext) -> str:
    """Where a switch comes back to: this page, or the one that shows the form again when the form was sent."""
    return str(context.get("switch_back") or context.request.get_full_path())
