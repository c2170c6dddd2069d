"""What a field of a form lets choose from, where that is known only when the page is made."""

from collections.abc import Iterable

from django import forms
from django.utils.functional import Promise


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, "str | Promise"]]) -> None:
    """Let the field, declared as one of choice, offer these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the form declares it so
    field.choices = list(choices)
