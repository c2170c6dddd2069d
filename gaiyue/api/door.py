"""The door of the API: what begins with /api/v1/ is answered here, without the session and forms of the pages.

It stands in front of the other middleware, so that a request of a program passes host, park, token and route, and
nothing else. Cookies are never read: a token is the only way in, so no other site can send a request for somebody.
"""

import hashlib
from collections.abc import Callable
from typing import Final, cast

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, get_resolver
from django.utils.translation import gettext as _
from django.utils.translation import override

from gaiyue.api.answers import NOT_KEPT
from gaiyue.api.auth import Asked
from gaiyue.api.languages import language_of, tag_now
from gaiyue.api.problems import Problem, answer, no_address, wrong_method
from gaiyue.api.query import refuse_what_is_not_read
from gaiyue.api.reading import refuse_what_is_too_big
from gaiyue.api.refusing import as_problem
from gaiyue.base.cells import in_park, park_of_host
from gaiyue.people.queries import has_opened

PREFIX: Final = "/api/v1/"
ADDRESSES: Final = "gaiyue.api.urls"
LATER_S: Final = 600
LOST: Final = (OperationalError, InterfaceError)
"""A database that is gone for the moment, before any route was reached."""


class ApiDoor:
    """Middleware: answer what is asked of the API, and let everything else go on to the pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of a route, or the problem that came in its way."""
        if not f"{request.path_info}/".startswith(PREFIX):
            return self.get_response(request)
        with override(language_of(request.headers.get("Accept-Language", ""))):
            found = self._answered(cast(Asked, request))
            found.headers["Content-Language"] = tag_now()
        found.headers["Vary"] = "Accept-Language, Authorization"
        found.headers.setdefault("Cache-Control", "private, no-cache")
        found.headers["Content-Length"] = str(len(found.content))
        return _unless_known(request, found)

    def _answered(self, request: Asked) -> HttpResponse:
        try:
            if settings.GAIYUE_MAINTENANCE:
                raise _closed("maintenance", _("系统正在维护，请稍后再试。"))
            request.park = park_of_host(request.get_host())
            refuse_what_is_too_big(request)
            with in_park(request.park):
                if not has_opened(request.park):
                    raise _closed("park.not_opened", _("这个园区还没有开通。"))
                return _routed(request)
        except (Problem, Http404, SuspiciousOperation, *LOST) as error:
            return answer(as_problem(error))


def _routed(request: Asked) -> HttpResponse:
    try:
        found = get_resolver(ADDRESSES).resolve(request.path_info)
    except Resolver404:
        raise no_address() from None
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    try:
        refuse_what_is_not_read(request, found.route)
        response = found.func(request, *found.args, **found.kwargs)
    finally:
        request.method = asked
    if response.status_code == 405:  # noqa: PLR2004 - ninja answers it before any route
        return answer(wrong_method(response.headers.get("Allow", "")))
    return cast(HttpResponse, response)


def _closed(code: str, said: str) -> Problem:
    return Problem("unavailable", code, said, headers={"Retry-After": str(LATER_S)})


def _unless_known(request: HttpRequest, found: HttpResponse) -> HttpResponse:
    """304 for a reader who has the very same answer already; what holds for this moment only has no tag."""
    if request.method not in ("GET", "HEAD") or found.status_code != 200:  # noqa: PLR2004 - OK
        return found
    if found.headers["Cache-Control"] == NOT_KEPT["Cache-Control"]:
        return found
    tag = f'"{hashlib.sha256(found.content).hexdigest()[:32]}"'
    found.headers["ETag"] = tag
    known = request.headers.get("If-None-Match", "")
    if known.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in known.split(",")}:
        same = HttpResponseNotModified()
        for name in ("ETag", "Vary", "Cache-Control", "Content-Language"):
            same.headers[name] = found.headers[name]
        return same
    return found
