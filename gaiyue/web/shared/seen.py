"""A form that carries what its page showed, and says what somebody else saved meanwhile beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from gaiyue.base.errors import Refusal
from gaiyue.people.seen import CHANGED_SINCE, MARK_LENGTH, mark_of
from gaiyue.web.shared.doors import Request


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that is saved otherwise than it was typed, both in the words of the page."""

    label: str
    now: str
    typed: str


def seen_in(request: Request) -> str:
    """The mark that the form carried; "" for a page that was just opened."""
    return request.POST.get("seen", "")[:MARK_LENGTH]


def carried(
    request: Request, form: forms.Form, now: Mapping[str, str], no: Refusal | None
) -> dict[str, object]:
    """What the template needs: the mark to carry, and what differs when somebody else has saved meanwhile.

    After such a refusal the mark is that of now: whoever sends the form again has read both.
    """
    is_late = no is not None and no.code == CHANGED_SINCE
    return {
        "seen": mark_of(now) if is_late or not form.is_bound else seen_in(request),
        "differing": _differing(form, now) if is_late else [],
    }


def status_of(form: forms.Form, no: Refusal | None) -> int:
    """409 for what changed meanwhile, 422 for what has to be corrected, else 200."""
    if no is not None and no.code == CHANGED_SINCE:
        return 409
    return 422 if form.errors else 200


def _differing(form: forms.Form, now: Mapping[str, str]) -> list[Differing]:
    return [
        Differing(str(form[name].label), _said(form, name, value), _said(form, name, typed))
        for name, value in now.items()
        if name in form.fields and (typed := str(form.cleaned_data.get(name, ""))) != value
    ]


def _said(form: forms.Form, name: str, value: str) -> str:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        return value
    choices: Any = field.choices
    if isinstance(field, forms.TypedChoiceField):  # kept as what it means, not as what is sent
        choices = [(field.coerce(code), said) for code, said in choices]
    return str({str(kept): said for kept, said in choices}.get(value, value))
