"""What every page of the entrance does, on top of allauth's views: doors, `next`, 422 for mistakes, a working Back."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic.base import ContextMixin, View

from gaiyue.web.entrance.forms import INCOMPLETE
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.switches import back_to

P = ParamSpec("P")

TRIED_TOO_OFTEN = "too_many_login_attempts"
WRONG_CODE = "incorrect_code"
CAME_BACK = frozenset({422, 429})


class Page(ContextMixin):
    """Mixed in before a view of allauth. `next` is where the person wants to go afterwards, if that is ours."""

    request: Request

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context, with `next`."""
        return super().get_context_data(next=asked_next(self.request), **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """422 when something must be corrected, 429 when that was tried too often."""
        kwargs.setdefault("status", status_of(context.get("form")))
        return cast(HttpResponse, super().render_to_response(context, **kwargs))  # type: ignore[misc]


class CodePage(Page):
    """Mixed in before a view of allauth that asks for a code, or for what a code allows.

    `waits_in` is the key of the session that holds the code under way. A code that has expired is said to have,
    instead of being back at the beginning without a word.
    """

    waits_in: str

    def again(self) -> str:
        """The name of the page where another code is asked for."""
        return "sign_in"

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """What can't be a code costs no try; after a wrong one it is said how many are left."""
        if form.has_error("code", "required") or form.has_error("code", INCOMPLETE):
            return self.render_to_response(self.get_context_data(form=form))
        process = getattr(self, "_process", None)
        if form.has_error("code", WRONG_CODE) and process is not None:
            left = process.max_attempts - process.state["failed_attempts"] - 1
            form.errors["code"] = form.error_class([say_wrong(left)])
        return cast(HttpResponse, super().form_invalid(form))  # type: ignore[misc]

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, unless the code that was under way is none any more."""
        was_waiting = self.waits_in in request.session
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if was_waiting and getattr(self, "_process", False) is None:
            messages.error(request, _("验证码已经过期，请重新要一个。"))
            return onwards(request, self.again())
        return answer


def say_wrong(left: int) -> str:
    """A code that is wrong, and how many more may be tried."""
    said = ngettext(
        "验证码不对，请对照邮件再看一遍。还可以试 %(n)s 次。",
        "验证码不对，请对照邮件再看一遍。还可以试 %(n)s 次。",
        left,
    )
    return said % {"n": left}


def status_of(form: BaseForm | None) -> int:
    """The status of the page that shows this form."""
    if form is None or not form.errors:
        return 200
    return 429 if form.has_error("__all__", TRIED_TOO_OFTEN) else 422


def opened(view: type[View], *doors: Door) -> Callable[..., HttpResponse]:
    """A class-based view behind its doors, never kept by a browser."""
    answer = never_kept(cast("Callable[..., HttpResponse]", view.as_view()))
    return open_to(*(doors or (Door.EVERYBODY,)))(answer)


def never_kept(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """No browser keeps the page, but for a form that came back to somebody who isn't in yet.

    Of a form that was sent a browser can show again only what it kept: Back from the second mistake to the first
    would be an error of the browser. There are no secrets in it: passwords and codes are typed again.
    """

    @wraps(view)
    def answered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code in CAME_BACK and request.person is None:
            answer.headers["Cache-Control"] = "private, no-cache"
        else:
            add_never_cache_headers(answer)
        return answer

    return answered


def asked_next(request: Request) -> str:
    """Where the person wants to go afterwards; empty when they didn't say, or it is not ours."""
    return back_to(request, request.POST.get("next") or request.GET.get("next"), otherwise="")


def onwards(request: Request, name: str) -> HttpResponse:
    """To the next page of the way in, with where it leads to in the end."""
    wanted = asked_next(request)
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse(name) + query)
