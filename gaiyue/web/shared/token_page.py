"""The page of tokens, for a company and for the park: the list, a new one whose secret is shown once, ending one."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.issue_token import NewToken, issue_token
from gaiyue.people.tokens import PAGE, TokenPage
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.paging import as_page, query_without_page
from gaiyue.web.shared.token_forms import TokenForm

COOKIE: Final = "new_token"
SALT: Final = "gaiyue.web.new_token"
SHOWN_WITHIN_S: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRoad:
    """Where a face keeps its tokens: its template, its address, and what its template shows besides."""

    template: str
    here: str
    more: dict[str, Any]


def list_page(
    request: Request, found: TokenPage, road: TokenRoad, *, form: TokenForm
) -> HttpResponse:
    """The tokens and the form; right after one was given, its secret, this once."""
    secret = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SHOWN_WITHIN_S)
    context = {
        **road.more,
        "page": as_page(found.rows, total=found.total, number=found.number, size=PAGE),
        "query": query_without_page(request),
        "form": form,
        "secret": secret,
        "here": road.here,
    }
    status = 422 if form.errors else 200
    answer = render(request, road.template, context, status=status)
    if COOKIE in request.COOKIES:
        answer.delete_cookie(COOKIE, path=road.here)
    return answer


def give(request: Request, new: NewToken, form: TokenForm, road: TokenRoad) -> HttpResponse | None:
    """Give the token and lead back to the list; None when it was refused, the form says why.

    The secret travels in a cookie of that one page, so that a reload shows nothing and gives no second token; nothing
    of it stays here.
    """
    try:
        issued = issue_token(new, actor=request.actor)
    except Refusal as no:
        form.add_error(None, say_refusal(no))
        return None
    messages.success(request, _("令牌“%(name)s”已经可以用了。") % {"name": new.name})
    answer = HttpResponseRedirect(road.here)
    answer.set_signed_cookie(
        COOKIE,
        issued.secret,
        salt=SALT,
        max_age=SHOWN_WITHIN_S,
        path=road.here,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer
