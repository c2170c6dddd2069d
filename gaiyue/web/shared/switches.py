"""The switches in the frame of every page: language, elder mode. Each a POST that comes back to the page."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from gaiyue.people.set_language import set_language as keep_language
from gaiyue.web.shared.context import ELDER_COOKIE
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.typed import keep_typed

A_YEAR_S = 365 * 24 * 3600


def back_to(request: Request, wanted: str | None, *, otherwise: str = "/") -> str:
    """`wanted` when it is an address of ours, `otherwise` when it isn't: a link can't send people elsewhere."""
    ours = url_has_allowed_host_and_scheme(
        wanted or "", allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else otherwise


def _back(request: Request) -> HttpResponseRedirect:
    """To the page of the switch. With the address in the query, the form of that page came along: it is kept."""
    if "next" not in request.GET:
        return HttpResponseRedirect(back_to(request, request.POST.get("next")))
    address = back_to(request, request.GET["next"])
    keep_typed(request, at=address)
    return HttpResponseRedirect(address)


@open_to(Door.EVERYBODY)
@require_POST
def set_language(request: Request) -> HttpResponse:
    """Remember the language in a cookie, and for whoever is signed in also for their mails and other devices."""
    answer = _back(request)
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        remember_language(answer, language)
        keep_language(language, actor=request.actor)
    return answer


def remember_language(answer: HttpResponse, language: str) -> None:
    """Let the browser bring the language along from now on."""
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR_S, samesite="Lax")


@open_to(Door.EVERYBODY)
@require_POST
def elder_mode(request: Request) -> HttpResponse:
    """Remember in a cookie whether the reader wants large print (关怀版)."""
    answer = _back(request)
    wanted = "1" if request.POST.get("elder") == "1" else "0"
    answer.set_cookie(ELDER_COOKIE, wanted, max_age=A_YEAR_S, samesite="Lax")
    return answer
