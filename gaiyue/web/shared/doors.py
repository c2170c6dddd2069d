"""Who may enter a page. Every address states it; a house test finds one that doesn't."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.access import Person
from gaiyue.people.permissions import May, may

P = ParamSpec("P")


class Door(StrEnum):
    """Kinds of visitors of a page."""

    EVERYBODY = "everybody"
    COMPANY = "company"
    STAFF = "staff"
    LINK = "link"


class Request(HttpRequest):
    """A request with who makes it: set by the middleware."""

    park: str
    person: Person | None
    actor: Actor
    link: Actor | None
    """Whoever holds the signed link under which the page was asked for."""


View = Callable[Concatenate[Request, P], HttpResponse]


def open_to(*doors: Door, needs: May | None = None) -> Callable[[View[P]], View[P]]:
    """State who may enter, and keep the others out: to the sign-in page, or "not there".

    `needs` is what staff must be allowed to do; those who aren't read so (403), since the page is no secret to
    colleagues. What isn't there for this actor (NotThere) becomes a 404 like an address that doesn't exist.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            under_link = request.link is not None
            elsewhere = (
                _under_link(request, doors) if under_link else _at_door(request, doors, needs)
            )
            if elsewhere is not None:
                return elsewhere
            try:
                return view(request, *args, **kwargs)
            except NotThere:
                raise Http404 from None

        guarded.__doors__ = doors  # type: ignore[attr-defined]
        guarded.__needs__ = needs  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return guard


def _at_door(request: Request, doors: tuple[Door, ...], needs: May | None) -> HttpResponse | None:
    """None for who may enter; the way to the sign-in page for who might."""
    if Door.EVERYBODY in doors:
        return None
    if request.person is None:
        return _to_sign_in(request)
    if _door_of(request.person) not in doors:
        raise Http404
    if needs is not None and not may(request.actor, needs):
        raise PermissionDenied(needs)  # the page says who may
    return None


def _under_link(request: Request, doors: tuple[Door, ...]) -> HttpResponse | None:
    """The pages of the visit for whoever holds its link; all other pages lead out of the link."""
    if Door.LINK in doors and request.link is not None:
        request.actor = request.link
        return None
    if request.method in ("GET", "HEAD"):
        return HttpResponseRedirect(_without_link(request))
    if Door.EVERYBODY not in doors:
        raise Http404
    return None


def _without_link(request: Request) -> str:
    """The same address as whoever has no link asks for it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path_info}?{query}" if query else request.path_info


def _door_of(person: Person) -> Door:
    return Door.STAFF if person.staff_role else Door.COMPANY


def _to_sign_in(request: Request) -> HttpResponse:
    after = request.get_full_path() if request.method == "GET" else reverse("appointments")
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': after})}")
