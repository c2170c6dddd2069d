"""Who opens a stream: from the headers of a request to a park and an actor, as the middleware does for a page."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from gaiyue.base.actor import Actor
from gaiyue.base.cells import in_park, park_of_host
from gaiyue.base.errors import NotThere
from gaiyue.booking.links import open_link
from gaiyue.people.access import person_of, visitor


def park_under(host: str) -> str | None:
    """The park that is served under the host name of the request; None for a host that is none of ours."""
    name, _port = split_domain_port(host)
    return park_of_host(host) if name and validate_host(name, settings.ALLOWED_HOSTS) else None


def link_holder(token: str, *, park: str) -> Actor:
    """Who holds the signed link under which the page was opened; a visitor when it opens nothing any more."""
    with in_park(park):
        try:
            return open_link(token, park)
        except NotThere:
            return visitor(park)


def actor_of(headers: Mapping[str, str], *, park: str) -> Actor:
    """The signed-in person of the session cookie, or a visitor. Reads the session, the account and the person."""
    cookies = SimpleCookie(headers.get("cookie", ""))
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    if found is None:
        return visitor(park)
    with in_park(park):
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(found.value)
        account = get_user(request)
        if not account.is_authenticated or account.park != park:
            return visitor(park)
        return person_of(account).actor
