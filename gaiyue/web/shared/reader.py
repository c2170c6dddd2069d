"""Who reads the page that is being made: what is shown of people is masked for them, without every call saying so."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import cast

from django.http import HttpRequest, HttpResponse

from gaiyue.base.actor import Actor
from gaiyue.people.access import visitor
from gaiyue.people.masking import Field, mask
from gaiyue.web.shared.doors import Request

_request: ContextVar[Request | None] = ContextVar("reader", default=None)


class ReaderMiddleware:
    """Remember the request while its page is made; a view that lets a link act sets the actor on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then forget."""
        token = _request.set(cast(Request, request))
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


def reader() -> Actor:
    """The actor of the request under way; nobody, who sees nothing, outside of any."""
    request = _request.get()
    return visitor("") if request is None else request.actor


def masked(value: str, field: Field, *, of: str, visit: str = "") -> str:
    """The value as far as the reader may see it. It belongs to an enterprise, and to a visit where one is given."""
    actor = reader()
    owner = visit if actor.role == "link_holder" else of
    return mask(value, field, actor=actor, of=owner)
