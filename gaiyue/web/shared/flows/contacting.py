"""Correct whom to reach about a visit: a small form of every face."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gaiyue.base.errors import Refusal
from gaiyue.booking.contact import Contact
from gaiyue.booking.correct_contact import correct_contact
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.wording import say_refusal
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.forms import ContactForm, hidden_key, new_key, sent_again
from gaiyue.web.shared.seen import carried, seen_in, status_of
from gaiyue.web.shared.show import show_visit


class CorrectContactForm(ContactForm):
    """Whom to reach from now on."""

    key = hidden_key()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRoad:
    """Where a face keeps the form: its template, its address, and the visit's page."""

    template: str
    act: str
    visit: str


def show_contact(request: Request, row: VisitRow, road: ContactRoad) -> HttpResponse:
    """The form as the visit has it."""
    initial = {
        "key": new_key(),
        "contact_name": row.contact_name,
        "contact_phone": row.contact_phone,
    }
    return _page(request, row, road, CorrectContactForm(initial=initial))


def correct(request: Request, row: VisitRow, road: ContactRoad) -> HttpResponse:
    """The form was sent: correct, and go back to the visit."""
    form = CorrectContactForm(request.POST)
    if not form.is_valid():
        return _page(request, row, road, form)
    asked = form.cleaned_data
    try:
        correct_contact(
            row.reference,
            contact=Contact(asked["contact_name"], asked["contact_phone"]),
            actor=request.actor,
            key=asked["key"],
            seen=seen_in(request),
        )
    except Refusal as no:
        return _page(request, row, road, sent_again(form, say_refusal(no)), no)
    messages.success(request, _("联系人已更正：%(name)s") % {"name": asked["contact_name"]})
    return HttpResponseRedirect(road.visit)


def _page(
    request: Request,
    row: VisitRow,
    road: ContactRoad,
    form: CorrectContactForm,
    no: Refusal | None = None,
) -> HttpResponse:
    if no is not None:  # what was saved meanwhile is shown beside what was typed
        row = one_visit(row.reference, actor=request.actor)
    now = {"contact_name": row.contact_name, "contact_phone": row.contact_phone}
    context: dict[str, Any] = {
        "visit": show_visit(row),
        "form": form,
        "act_url": road.act,
        "visit_url": road.visit,
        **carried(request, form, now, no),
    }
    return render(request, road.template, context, status=status_of(form, no))
