"""The pages of one visit under its signed link, and the box that hands the link on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gaiyue.base.errors import NotThere
from gaiyue.booking.links import has_link, open_link, token_of
from gaiyue.booking.revoke_link import revoke_link as revoke
from gaiyue.web.shared.doors import Door, Request, open_to

PREFIX = "/l/"


class LinkMiddleware:
    """Serve /l/<token>/… as the product that whoever holds the link sees: the pages of one visit, at addresses below.

    The token is mounted in front of the ordinary addresses, so that every page, form and redirect of the visit stays
    under it, nothing is kept in a session, and nothing changes on GET. `Door.LINK` says which pages there are; all
    others lead out of the prefix, where the reader is whoever they are without the link. The Referrer-Policy stays
    "same-origin": the token reaches no other site, while "no-referrer" would make browsers send their forms with
    "Origin: null", which the protection against forged forms refuses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mount the token when it opens a visit; all addresses below any other say that it opens nothing."""
        mine = cast(Request, request)
        mine.link = None
        token, _slash, rest = request.path_info.removeprefix(PREFIX).partition("/")
        if not request.path_info.startswith(PREFIX) or not _slash:
            return self.get_response(request)
        try:
            mine.link = open_link(token, mine.park)
        except NotThere:
            request.path_info = f"{PREFIX}{token}/"  # whatever is below it: the page that says so
            return self.get_response(request)
        (reference,) = mine.link.scope
        before = get_script_prefix()
        set_script_prefix(f"{before.rstrip('/')}{PREFIX}{token}/")
        request.path_info = f"/{rest}" if rest else f"/appointments/{reference}/"
        try:
            answer = self.get_response(request)
        finally:
            set_script_prefix(before)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


@open_to(Door.EVERYBODY)
@csrf_exempt
def link(request: Request, token: str) -> HttpResponse:  # noqa: ARG001 - all tokens look alike
    """410. Only tokens that open nothing come here, revoked, over or never ours; the others were mounted before."""
    return render(request, "shared/link_dead.html", status=410)


@open_to(Door.COMPANY, Door.STAFF)
@require_POST
def revoke_link(request: Request, reference: str) -> HttpResponse:
    """Make the links that were handed out dead, and go back to the visit."""
    revoke(reference, actor=request.actor)
    if request.person is not None and request.person.staff_role:
        messages.success(request, _("企业以前发出的链接都已作废。"))
        return HttpResponseRedirect(reverse("console_visit", args=[reference]))
    messages.success(request, _("以前发出的链接已经作废，页面上是新的链接。"))
    return HttpResponseRedirect(reverse("appointment", args=[reference]))


@dataclass(frozen=True, slots=True)
class ShownLink:
    """The box with the link: the whole address, and where revoking is posted."""

    url: str
    revoke_url: str


def show_link(request: Request, reference: str) -> ShownLink | None:
    """The link to hand on; None for who may not hand it on, and once the visit is over. One query."""
    try:
        token = token_of(reference, actor=request.actor)
    except NotThere:
        return None
    address = request.build_absolute_uri(reverse("link", args=[token]))
    return ShownLink(address, reverse("revoke_link", args=[reference]))


def revoke_address(request: Request, reference: str) -> str:
    """Where staff make the company's links dead, which they never get to see; "" where there are none. One query."""
    if not has_link(reference, actor=request.actor):
        return ""
    return reverse("revoke_link", args=[reference])
