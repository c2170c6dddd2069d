"""The pages for what went wrong, in the frame of all pages; the last one needs nothing that may be broken."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May
from gaiyue.people.who_may import name_of_role, roles_that_may
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.limits import seconds_to_wait


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """400."""
    return render(request, "shared/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the roles that may: a colleague is told whom to ask."""
    needs = next(iter(exception.args), None)
    context = {}
    if isinstance(needs, May):
        person = getattr(request, "person", None)
        context = {
            "roles": roles_that_may(needs),
            "own_role": name_of_role(person.staff_role) if person else "",
        }
    return render(request, "shared/403.html", context, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403 for a form that was open too long, or that another site sent."""
    return render(request, "shared/403.html", {"form_too_old": True}, status=403)


def refused(request: HttpRequest, no: Refusal, *, back: str = "") -> HttpResponse:
    """409 for a no that has no form to stand at: its sentence, nothing has changed; `back` is where to go on."""
    context = {"said": say_refusal(no), "back_url": back}
    return render(request, "shared/409.html", context, status=409)


def too_many(request: HttpRequest) -> HttpResponse:
    """429, with how long to wait: for people on the page, for programs in the header."""
    wait = seconds_to_wait(cast(Request, request))
    answer = render(request, "shared/429.html", {"retry_after": wait}, status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer


def not_opened(park: str) -> HttpResponse:
    """503 in a park that nobody has opened: what companies do meanwhile, and what operators do about it."""
    page = get_template("shared/503.html").render({"unopened": park})
    return HttpResponse(page, status=503, headers={"Retry-After": "3600"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """404."""
    return render(request, "shared/404.html", status=404)


def broken(_: HttpRequest) -> HttpResponse:
    """500: no database, no session, no context."""
    return HttpResponseServerError(get_template("shared/500.html").render())
