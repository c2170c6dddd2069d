"""Signing in: who are you, then a code from a mail or the password; and signing out."""

from typing import Any, cast

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY, clear_login
from allauth.account.views import ConfirmLoginCodeView, LoginView
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gaiyue.people.sign_in import account_at, is_staff
from gaiyue.web.entrance.addresses import note_address
from gaiyue.web.entrance.forms import AddressForm, PasswordSignInForm, SignInCodeForm
from gaiyue.web.entrance.pages import (
    CodePage,
    Page,
    asked_next,
    never_kept,
    onwards,
    opened,
    status_of,
)
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.limits import limit_key

ADDRESS = "sign_in_email"
"""Where the session keeps the address between the two pages: an address in a link would stay in histories and logs."""


@open_to(Door.EVERYBODY)
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """The first question. Whoever is in already goes on."""
    if request.person is not None:
        first = reverse("console_today" if request.person.staff_role else "home")
        return HttpResponseRedirect(asked_next(request) or first)
    if request.method == "POST":
        form = AddressForm(request.POST)
        if form.is_valid():
            return _second_step(request, form.cleaned_data["email"])
    else:
        form = AddressForm(initial={"email": request.session.get(ADDRESS, "")})
    context = {"form": form, "next": asked_next(request)}
    return render(request, "entrance/sign_in.html", context, status=status_of(form))


def _second_step(request: Request, address: str) -> HttpResponse:
    request.session[ADDRESS] = address
    if request.POST.get("way") == "password":
        return onwards(request, "sign_in_password")
    key = limit_key(request, address)
    if limited := ratelimit.consume_or_429(request, action="request_login_code", key=key):
        return cast(HttpResponse, limited)
    account = account_at(request.park, address)
    if account is not None and is_staff(account):
        account = (
            None  # the mail tells them to use their password; the page says the same to everybody
        )
    if account is not None:
        note_address(account, address)
    LoginCodeVerificationProcess.initiate(request=request, user=account, email=address)
    return onwards(request, "account_confirm_login_code")


class _Code(CodePage, ConfirmLoginCodeView):  # type: ignore[misc]  # allauth has no types
    """The code from the mail. The page is the same whether there is an account or not."""

    form_class = SignInCodeForm
    template_name = "entrance/sign_in_code.html"
    waits_in = LOGIN_SESSION_KEY


class _Password(Page, LoginView):  # type: ignore[misc]
    """Address and password."""

    form_class = PasswordSignInForm
    template_name = "entrance/sign_in_password.html"

    def get_initial(self) -> dict[str, Any]:
        """The address from the page before."""
        return {"email": self.request.session.get(ADDRESS, "")}

    def _redirect_to_pending_stage(self, request: Request, stage: object) -> None:  # noqa: ARG002
        clear_login(request)  # whoever asked for a code and comes here has thought better of it


sign_in_code = opened(_Code)
sign_in_password = opened(_Password)


@open_to(Door.EVERYBODY)
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Be nobody again."""
    logout(request)
    return HttpResponseRedirect(reverse("home"))
