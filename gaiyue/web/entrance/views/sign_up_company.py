"""Enter a company for somebody who has an account and acts for none: who was removed, or came by an invitation."""

from typing import Any, cast

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.sign_up import sign_up_company as enter_company
from gaiyue.web.entrance.pages import asked_next, status_of
from gaiyue.web.entrance.sign_up_forms import AnotherCompanyForm, as_new_enterprise
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import new_key, sent_again
from gaiyue.web.shared.limits import limit_key
from gaiyue.web.shared.present import present_company


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_company(request: Request) -> HttpResponse:
    """GET: the form, and the other way, an invitation. POST: enter it. Whoever has a company goes on."""
    if present_company(request):
        return _onwards(request)
    if request.method != "POST":
        return _page(request, AnotherCompanyForm(initial={"key": new_key()}))
    form = AnotherCompanyForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    key = limit_key(request, _address(request))
    if limited := ratelimit.consume_or_429(request, action="signup", key=key):
        return cast(HttpResponse, limited)
    typed = form.cleaned_data
    try:
        enter_company(as_new_enterprise(typed), actor=request.actor, key=typed["key"])
    except Refusal as no:
        return _page(request, sent_again(form, say_refusal(no)))
    said = _("“%(enterprise)s”登记好了，现在就可以预约。") % {"enterprise": typed["company"]}
    messages.success(request, said)
    return _onwards(request)


def _onwards(request: Request) -> HttpResponse:
    return HttpResponseRedirect(asked_next(request) or reverse("home"))


def _address(request: Request) -> str:
    account = cast(Any, request.user)
    return str(account.email or account.login)


def _page(request: Request, form: AnotherCompanyForm) -> HttpResponse:
    context = {"form": form, "next": asked_next(request), "address": _address(request)}
    return render(request, "entrance/sign_up_company.html", context, status=status_of(form))
