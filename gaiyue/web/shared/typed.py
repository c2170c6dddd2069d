"""What somebody had typed when they changed the language or the print: kept for that one page, given back once."""

from typing import Final

from django import forms
from django.http import HttpRequest

KEY: Final = "typed"
AT_MOST: Final = 20_000
"""Characters. More is no form of ours."""
NOT_KEPT: Final = ("csrfmiddlewaretoken", "next", "key", "block", "enterprise", "code")
SECRET: Final = "password"  # noqa: S105 - a part of the names of fields


def keep_typed(request: HttpRequest, *, at: str) -> None:
    """Remember the fields that came along with the switch; they belong to the page at that address.

    Secrets are typed again: they have no place in a session.
    """
    fields = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name not in NOT_KEPT and SECRET not in name
    }
    size = sum(len(text) for texts in fields.values() for text in texts)
    if fields and size <= AT_MOST:
        request.session[KEY] = {"at": at, "fields": fields}


def recall_typed(request: HttpRequest, form: forms.BaseForm) -> None:
    """Put back into a form that nobody has sent yet what was typed on this very page before the switch."""
    kept = request.session.get(KEY)
    if form.is_bound or not kept or kept["at"] != request.get_full_path():
        return
    del request.session[KEY]
    for field in form.visible_fields():
        texts = kept["fields"].get(field.html_name)
        if texts is None:
            continue
        several = getattr(field.field.widget, "allow_multiple_selected", False)
        form.initial[field.name] = texts if several else texts[-1]
