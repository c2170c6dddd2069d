"""One's own account: what it says, correcting that, and another address for it."""

from typing import Any, cast

from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from allauth.account.views import ConfirmEmailVerificationCodeView, EmailView
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.correct_oneself import correct_oneself
from gaiyue.people.wording import say_staff_role
from gaiyue.web.entrance.account_forms import OneselfForm
from gaiyue.web.entrance.forms import AddressChangeForm, AddressCodeForm
from gaiyue.web.entrance.pages import CodePage, Page, opened
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.seen import carried, seen_in, status_of


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


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Correct one's own name and number; staff's are kept by the park."""
    mine, late = cast(Any, request.user), None
    form = OneselfForm(request.POST if request.method == "POST" else None, initial=_kept(mine))
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            correct_oneself(
                mine.pk,
                name=typed["name"],
                phone=typed["phone"],
                actor=request.actor,
                seen=seen_in(request),
            )
        except Refusal as no:
            late = no
            form.add_error(None, say_refusal(no))
            mine.refresh_from_db()
        else:
            messages.success(request, _("已保存。"))
            return HttpResponseRedirect(reverse("account"))
    context = {"form": form, **carried(request, form, _kept(mine), late)}
    status = status_of(form, late)
    return render(request, "entrance/account_edit.html", context, status=status)


def _kept(account: Any) -> dict[str, str]:
    return {"name": account.name, "phone": account.phone}


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
