"""While the house is being worked on: one page for every address, and no database asked."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

RETRY_AFTER_S: Final = 600


class MaintenanceMiddleware:
    """With GAIYUE_MAINTENANCE=1 answer 503; it stands behind the static files, which the page needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, with when to come back: for people in words, for programs in the header."""
        if not settings.GAIYUE_MAINTENANCE:
            return self.get_response(request)
        page = get_template("shared/503.html").render()
        headers = {"Retry-After": str(RETRY_AFTER_S), "Cache-Control": "no-store"}
        return HttpResponse(page, status=503, headers=headers)
