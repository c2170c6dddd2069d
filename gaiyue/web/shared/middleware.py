"""From a request to a park and a person, before any page runs."""

import logging
from collections.abc import Callable
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from gaiyue.base.cells import in_park, park_of_host
from gaiyue.base.errors import Refusal
from gaiyue.people.access import person_of, visitor
from gaiyue.people.queries import has_opened
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.errors import not_opened, refused
from gaiyue.web.shared.typed import forget_typed

log = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponse]


class ParkMiddleware:
    """Find the park by the host name and work in its cell until the answer is made; 503 until it is opened."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Enter the park, answer, leave it."""
        park = park_of_host(request.get_host())
        cast(Request, request).park = park
        with in_park(park):
            return self.get_response(request) if has_opened(park) else not_opened(park)


class PersonMiddleware:
    """Put the signed-in person and the actor on the request; nobody signed in is a visitor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look the person up once per request."""
        mine = cast(Request, request)
        account = request.user
        mine.person = None
        mine.actor = visitor(mine.park)
        if mine.link is None:
            forget_typed(request)
        if mine.link is not None:
            request.user = AnonymousUser()  # under a link nobody is signed in: it opens one visit
        elif account.is_authenticated and account.park == mine.park:
            mine.person = person_of(account)
            mine.actor = mine.person.actor
        elif account.is_authenticated:
            # A session of another park is nobody here, for allauth too.
            request.user = AnonymousUser()
        answer = self.get_response(request)
        if mine.person is not None:
            # Back on a shared machine, after signing out, shows nobody's visits.
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


class RefusalMiddleware:
    """A deed's no that the page did not expect is said to the person, like any other; it is no fault of the house."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do here."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says it; logged, because a form should have."""
        if not isinstance(exception, Refusal):
            return None
        log.warning("no form said %s at %s", exception.code, request.path)
        return refused(request, exception)


class HeadMiddleware:
    """Answer HEAD with the headers of GET and no body, as RFC 9110 asks; the server would drop it with a warning."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the length that GET would have."""
        answer = self.get_response(request)
        if request.method == "HEAD" and not answer.streaming:
            answer.headers.setdefault("Content-Length", str(len(answer.content)))
            answer.content = b""
        return answer
