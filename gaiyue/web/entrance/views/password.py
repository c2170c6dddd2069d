"""Passwords: forgotten and set anew by a code from a mail; set or changed by whoever is signed in."""

from typing import Any, cast

from allauth.account.internal.flows.password_reset_by_code import (
    PASSWORD_RESET_VERIFICATION_SESSION_KEY,
)
from allauth.account.views import (
    CompletePasswordResetView,
    ConfirmPasswordResetCodeView,
    PasswordChangeView,
    PasswordResetView,
    PasswordSetView,
)
from allauth.core import ratelimit
from django.http import HttpResponse
from django.urls import reverse

from gaiyue.people.sign_in import account_at
from gaiyue.web.entrance.addresses import note_address
from gaiyue.web.entrance.forms import (
    FirstPasswordForm,
    ForgottenForm,
    NewPasswordForm,
    OtherPasswordForm,
    ResetCodeForm,
)
from gaiyue.web.entrance.pages import CodePage, Page, onwards, opened
from gaiyue.web.entrance.views.sign_in import ADDRESS
from gaiyue.web.shared.doors import Door
from gaiyue.web.shared.limits import limit_key


class _Forgotten(Page, PasswordResetView):  # type: ignore[misc]  # allauth has no types
    """Ask for the code. The answer is the same for an address that nobody has."""

    form_class = ForgottenForm
    template_name = "entrance/password_forgotten.html"

    def get_initial(self) -> dict[str, Any]:
        """The address from the sign-in page."""
        return {"email": self.request.session.get(ADDRESS, "")}

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        """Whose address it is, in this park; staff are welcome here."""
        address = str(form.cleaned_data["email"])
        key = limit_key(self.request, address)
        if limited := ratelimit.consume_or_429(self.request, action="reset_password", key=key):
            return cast(HttpResponse, limited)
        account = account_at(self.request.park, address)
        if account is not None:
            note_address(account, address)
        form.users = [account] if account is not None else []
        self.request.session[ADDRESS] = address
        form.save(self.request)
        return onwards(self.request, "account_confirm_password_reset_code")


class _Code(CodePage, ConfirmPasswordResetCodeView):  # type: ignore[misc]
    """The code from the mail."""

    form_class = ResetCodeForm
    template_name = "entrance/password_code.html"
    waits_in = PASSWORD_RESET_VERIFICATION_SESSION_KEY

    def again(self) -> str:
        """The first page of a reset."""
        return "account_reset_password"


class _New(CodePage, CompletePasswordResetView):  # type: ignore[misc]
    """The new password; afterwards one signs in with it."""

    form_class = NewPasswordForm
    template_name = "entrance/password_new.html"
    waits_in = PASSWORD_RESET_VERIFICATION_SESSION_KEY

    def again(self) -> str:
        """The first page of a reset."""
        return "account_reset_password"

    def get_success_url(self) -> str:
        """The address is filled in there already."""
        return str(self.passthrough_next_url(reverse("sign_in_password")))


class _Set(Page, PasswordSetView):  # type: ignore[misc]
    """A first password, for somebody who came in by a code."""

    form_class = FirstPasswordForm
    template_name = "entrance/password_change.html"


class _Change(Page, PasswordChangeView):  # type: ignore[misc]
    """Another password, for somebody who knows the present one."""

    form_class = OtherPasswordForm
    template_name = "entrance/password_change.html"


forgotten = opened(_Forgotten)
code = opened(_Code)
new = opened(_New)
change = opened(_Change, Door.COMPANY, Door.STAFF)
set_first = opened(_Set, Door.COMPANY, Door.STAFF)
