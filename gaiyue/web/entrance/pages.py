"""What every page of the entrance does, on top of allauth's views: our doors, `next`, 422 for what was typed wrong."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, View

from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.switches import back_to

TRIED_TOO_OFTEN = "too_many_login_attempts"


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


def status_of(form: BaseForm | None) -> int:
    """The status of the page that shows this form."""
    if form is None or not form.errors:
        return 200
    return 429 if form.has_error("__all__", TRIED_TOO_OFTEN) else 422


def opened(view: type[View], *doors: Door) -> Callable[..., HttpResponse]:
    """A class-based view behind its doors, never kept by a browser."""
    answer = cast("Callable[..., HttpResponse]", never_cache(view.as_view()))
    return open_to(*(doors or (Door.EVERYBODY,)))(answer)


def asked_next(request: Request) -> str:
    """Where the person wants to go afterwards; empty when they didn't say, or it is not ours."""
    return back_to(request, request.POST.get("next") or request.GET.get("next"), otherwise="")


def onwards(request: Request, name: str) -> HttpResponse:
    """To the next page of the way in, with where it leads to in the end."""
    wanted = asked_next(request)
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse(name) + query)
