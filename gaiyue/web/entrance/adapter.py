"""How allauth works in this house: within one park, through the outbox, in our words."""

import uuid
from typing import Any, Final, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.wording import say_refusal
from gaiyue.notify.outbox import post_mail
from gaiyue.notify.sign_in import write
from gaiyue.people.access import person_of, the_park
from gaiyue.people.change_address import change_address
from gaiyue.people.set_password import set_password
from gaiyue.people.sign_in import account_at, is_staff
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.switches import remember_language

SAID: Final = {
    "account/messages/password_changed.txt": _("密码已修改，其他地方的登录都已失效。"),
    "account/messages/password_set.txt": _("密码已设置，以后可以用密码登录。"),
    "account/messages/email_confirmed.txt": _("邮箱已经验证。"),
}
"""What of allauth's own remarks we pass on, in our words; the others say what the page says anyway."""


class EntranceAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's questions to the house, answered."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "邮箱或密码不对，请再看一遍。没有设过密码的，请用验证码登录。"
        ),
        "too_many_login_attempts": _(
            "试错的次数太多了：请重新要一个验证码，或者过几分钟再用密码登录。"
        ),
        "incorrect_code": _("验证码不对，请对照邮件再看一遍。"),
        "enter_current_password": _("现在的密码不对，请再输入一次。"),
        "duplicate_email": _("这就是您现在的邮箱，请填另一个。"),
        "rate_limited": _("刚刚才发过，请等一分钟再要新的验证码。"),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, in the language of whoever gets it."""
        request = cast(Request, allauth_context.request)
        kind = template_prefix.rpartition("/")[2].removesuffix("_signup")
        account = account_at(request.park, email)
        if kind == "unknown_account" and account is not None:
            kind = "staff_password"  # staff are given no code: they are told how they get in
        person = account or (request.user if request.user.is_authenticated else None)
        language = person.language if person is not None else translation.get_language()
        facts = {"url": link_of(kind, request), "code": str(context.get("code", ""))}
        send(request, kind, to=email, language=language or "zh-hans", facts=facts)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's shape
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what a page does not say anyway."""
        if text := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very host: another park's is another house."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who is connected, when the proxies did not say for whom; a limit that counts too many is still a limit."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return str(request.META.get("REMOTE_ADDR") or "unknown")

    def pre_login(self, request: Request, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Nobody enters a park that isn't theirs, and no member of staff by a code."""
        by_code = any(r["method"] == "code" for r in get_authentication_records(request, user))
        if user.park != request.park or not user.is_active or (by_code and is_staff(user)):
            clear_login(request)
            return HttpResponseRedirect(reverse("sign_in"))
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def post_login(self, request: Request, user: Any, **kwargs: Any) -> HttpResponse:
        """On to where they wanted to go, in their language where this browser knows none yet."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        if not request.COOKIES.get("language"):
            remember_language(answer, user.language)
        return answer

    def get_login_redirect_url(self, request: Request) -> str:
        """Staff begin at the board, companies at home."""
        account = cast(Any, request.user)
        return reverse("console_today" if person_of(account).staff_role else "home")

    get_signup_redirect_url = get_login_redirect_url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to one's account."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:  # noqa: ARG002
        """Back to one's account."""
        return reverse("account" if self.request.user.is_authenticated else "sign_in")

    def confirm_email(self, request: Request, email_address: EmailAddress) -> bool:
        """A proven address becomes the one to sign in with, unless it means somebody else here."""
        try:
            self._take_address(request, email_address)
        except Refusal as no:
            messages.error(request, say_refusal(no))
            return False
        return True

    @deed
    def _take_address(self, request: Request, email_address: EmailAddress) -> None:
        """Our account and allauth's row of the address say the same, or both what they said before."""
        account = cast(Any, email_address.user)
        account.refresh_from_db()
        if email_address.email not in (account.email, account.login):
            change_address(account.pk, email_address.email, actor=request.actor)
            account.refresh_from_db()
        if not super().confirm_email(request, email_address):
            raise Refusal("account.login_taken", {"login": email_address.email})

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """By the deed, so that the record knows; hashed before, since that takes its time."""
        account, hashed = cast(Any, user), make_password(password)
        set_password(account.pk, hashed, park=account.park)
        account.password = hashed


def send(request: Request, kind: str, *, to: str, language: str, facts: dict[str, str]) -> None:
    """Put a letter of the entrance into the outbox."""
    with translation.override(language):
        try:
            park = the_park(request.park)
            names = {"park": in_language(park.name_zh, park.name_en), "phone": park.phone}
        except NotThere:
            names = {"park": "改约", "phone": ""}
        mail = write(kind, to=to, language=language, facts={**names, **facts})
        post_mail(mail, park=request.park, key=f"sign_in:{uuid.uuid4().hex}")


def link_of(kind: str, request: Request) -> str:
    """Where the button of that letter leads; empty where it has none."""
    names = {
        "unknown_account": "sign_up",
        "account_already_exists": "sign_in",
        "staff_password": "account_reset_password",
    }
    return request.build_absolute_uri(reverse(names[kind])) if kind in names else ""
