"""What somebody had typed when they changed the language or the print: kept for that one page, given back once.

It is personal text: after an hour it is gone, and with it the session of somebody who is not signed in.
"""

from typing import Final

from django import forms
from django.http import HttpRequest

from gaiyue.base import clock

KEY: Final = "typed"
BRIEF: Final = "brief"
"""Set in a session that ends within the hour because of what is kept in it."""
AT_MOST: Final = 8_000
"""Characters. More is no form of ours."""
KEPT_S: Final = 3600
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
        until = clock.now().timestamp() + KEPT_S
        request.session[KEY] = {"at": at, "fields": fields, "until": until}
        if not request.user.is_authenticated:
            request.session[BRIEF] = True
            request.session.set_expiry(KEPT_S)


def forget_typed(request: HttpRequest) -> None:
    """Drop what was kept for too long; whoever has signed in since keeps the session as long as everybody."""
    session = request.session
    kept = session.get(KEY)
    if kept and kept.get("until", 0) <= clock.now().timestamp():
        del session[KEY]
    if request.user.is_authenticated and session.pop(BRIEF, False):
        session.set_expiry(None)


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
