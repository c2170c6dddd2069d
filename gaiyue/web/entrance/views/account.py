"""One's own account: what it says, and another address for it."""

from typing import Any, cast

from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.views import ConfirmEmailVerificationCodeView, EmailView
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.people.wording import say_staff_role
from gaiyue.web.entrance.forms import AddressChangeForm, AddressCodeForm
from gaiyue.web.entrance.pages import CodePage, Page, opened
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language


@open_to(Door.COMPANY, Door.STAFF)
@require_safe
def account(request: Request) -> HttpResponse:
    """Name, address, password, language; for whom one acts."""
    mine, person = cast(Any, request.user), request.person
    assert person is not None  # noqa: S101 - the door lets nobody else in
    context = {
        "name": person.name,
        "address": mine.email or mine.login,
        "phone": mine.phone,
        "has_password": mine.has_usable_password(),
        "enterprises": [name for _code, name in person.enterprises],
        "department": in_language(person.department_zh, person.department_en),
        "role": say_staff_role(person.staff_role) if person.staff_role else "",
    }
    return render(request, "entrance/account.html", context)


class _Address(Page, EmailView):  # type: ignore[misc]  # allauth has no types
    """Another address; it counts once the code that was sent there has come back."""

    form_class = AddressChangeForm
    template_name = "entrance/address.html"

    def post(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add one, and nothing else: allauth's other actions would change the account without our deeds."""
        if {name for name in request.POST if name.startswith("action_")} != {"action_add"}:
            raise Http404
        return cast(HttpResponse, super().post(request, *args, **kwargs))


class _Code(CodePage, ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """The code that proves an address: a new one, or one that was never proven."""

    form_class = AddressCodeForm
    template_name = "entrance/address_code.html"
    waits_in = EMAIL_VERIFICATION_CODE_SESSION_KEY

    def again(self) -> str:
        """Whoever is in asks for the code beside the address."""
        return "account_email" if self.request.person else "sign_in"


address = opened(_Address, Door.COMPANY, Door.STAFF)
address_code = opened(_Code)
