"""Signing up: a form, a code from a mail, and only then the account with its company."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.web.entrance.addresses import open_account
from gaiyue.web.entrance.forms import CodeForm
from gaiyue.web.entrance.pages import asked_next, never_kept, onwards, say_wrong, status_of
from gaiyue.web.entrance.sign_up_forms import SignUpForm, as_new_account
from gaiyue.web.entrance.sign_up_process import SignUpProcess, typed_before
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.limits import limit_key


@open_to(Door.EVERYBODY)
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: Request) -> HttpResponse:
    """The form. Whoever is signed in has an account already.

    Whether the company is known is said only to those whose address is proven: a code typed in tells nobody.
    """
    if request.person is not None:
        return HttpResponseRedirect(asked_next(request) or reverse("home"))
    if request.method != "POST":
        return _form(request, SignUpForm(initial=typed_before(request)))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    typed: dict[str, Any] = form.cleaned_data
    key = limit_key(request, typed["email"])
    if limited := ratelimit.consume_or_429(request, action="signup", key=key):
        return cast(HttpResponse, limited)
    SignUpProcess.begin(request, typed)
    return onwards(request, "sign_up_code")


def _form(request: Request, form: SignUpForm) -> HttpResponse:
    context = {"form": form, "next": asked_next(request)}
    return render(request, "entrance/sign_up.html", context, status=status_of(form))


@open_to(Door.EVERYBODY)
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_code(request: Request) -> HttpResponse:
    """The code from the mail; the right one makes the account and signs in."""
    if request.person is not None:
        return HttpResponseRedirect(asked_next(request) or reverse("home"))
    process = SignUpProcess.resume(request)
    if process is None:
        if typed_before(request):
            messages.error(request, _("验证码已经过期，请核对下面的内容，再要一个新的。"))
        return onwards(request, "sign_up")
    if request.POST.get("action") == "resend":
        return _send_again(request, process)
    if request.method == "POST":
        return _try(request, process, CodeForm(request.POST))
    return _ask_for_code(request, process, CodeForm())


def _try(request: Request, process: SignUpProcess, form: CodeForm) -> HttpResponse:
    if not form.is_valid():
        return _ask_for_code(request, process, form)
    if process.fits(form.cleaned_data["code"]):
        return _open_account(request, process)
    if process.record_invalid_attempt():
        form.add_error("code", say_wrong(process.left))
        return _ask_for_code(request, process, form)
    messages.error(request, _("试错的次数太多了，请核对下面的内容，再要一个新的验证码。"))
    return onwards(request, "sign_up")


def _ask_for_code(request: Request, process: SignUpProcess, form: CodeForm) -> HttpResponse:
    context = {
        "form": form,
        "email": process.state["email"],
        "can_resend": process.can_resend,
        "next": asked_next(request),
    }
    return render(request, "entrance/sign_up_code.html", context, status=status_of(form))


def _send_again(request: Request, process: SignUpProcess) -> HttpResponse:
    key = limit_key(request, str(process.state["email"]))
    if limited := ratelimit.consume_or_429(request, action="signup", key=key):
        return cast(HttpResponse, limited)
    if process.can_resend:
        process.resend()
    return onwards(request, "sign_up_code")


def _open_account(request: Request, process: SignUpProcess) -> HttpResponse:
    typed, address = process.state["typed"], str(process.state["email"])
    new = as_new_account(typed, language=get_language() or "zh-hans")
    try:
        key = process.state["key"]
        account = open_account(new, address=address, actor=request.actor, key=key)
    except Refusal as no:  # somebody was faster: with the same company, or from another window
        process.abort()
        messages.error(request, say_refusal(no))
        return onwards(request, "sign_up")
    process.end()
    messages.success(request, _("注册好了，现在就可以预约。"))
    record_authentication(request, account, method="code", email=address)
    login = Login(user=account, email=address, signup=True, redirect_url=asked_next(request))
    return cast(HttpResponse, perform_login(request, login))
