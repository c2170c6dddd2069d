"""What the pages of services share: a form answered, and the way back to a service."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.booking.wording import say_refusal
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.seen import carried, status_of

METHODS = ["GET", "HEAD", "POST"]

FIELD_OF = {
    "code.unreadable": "code",
    "service.code_taken": "code",
    "location.code_taken": "code",
    "service.minutes": "minutes",
    "service.department": "department",
    "service.location": "location",
    "material.name_taken": "name_zh",
    "counter.name_taken": "name_zh",
}
"""At which field a refusal is shown; at the top where it belongs to none."""


def named(service: ServiceRow) -> str:
    """Its name in the reader's language."""
    return in_language(service.name_zh, service.name_en)


def of_service(code: str, *, at: str = "") -> str:
    """The address of a service's page, at a place of it."""
    address = reverse("console_service", args=[code])
    return f"{address}#{at}" if at else address


def note(form: Form, no: Refusal) -> Refusal:
    """Put the refusal where it belongs."""
    field = FIELD_OF.get(no.code)
    form.add_error(field if field in form.fields else None, say_refusal(no))
    return no


def done(request: Request, said: str, *, to: str) -> HttpResponse:
    """Say it on the page that follows."""
    messages.success(request, said)
    return HttpResponseRedirect(to)


def show_form_of(
    request: Request, form: Form, service: ServiceRow, *, at: str, **around: object
) -> HttpResponse:
    """The form about a part of a service: under its name, with the way back to the place `at` of its page."""
    back = {"up": of_service(service.code, at=at), "up_label": named(service)}
    return show_form(request, form, **{"lead": named(service), **back, **around})


def show_form(request: Request, form: Form, **around: object) -> HttpResponse:
    """The form, with what is wrong when it was sent.

    `around`: heading, lead, up, up_label, hint; and of what is there already `now`, as the form shows it, with the
    refusal `no` that its correction met.
    """
    now, no = around.pop("now", None), around.pop("no", None)
    late = no if isinstance(no, Refusal) else None
    more = carried(request, form, now, late) if isinstance(now, dict) else {}
    status = status_of(form, late)
    context = {"form": form, **around, **more}
    return render(request, "console/offers/form.html", context, status=status)
