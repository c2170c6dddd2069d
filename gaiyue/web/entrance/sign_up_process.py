"""A sign-up under way: what was typed and the code that was sent wait in the session; nothing is in the tables yet."""

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.utils.translation import get_language

from gaiyue.people.sign_in import is_taken
from gaiyue.web.entrance.adapter import link_of, send
from gaiyue.web.shared.doors import Request

SESSION = "sign_up"
RESENDS = 2


class SignUpProcess(AbstractCodeVerificationProcess):  # type: ignore[misc]  # allauth has no types
    """allauth's counting of guesses and minutes, for an address that has no account yet.

    For an address that has one, everything looks the same and the mail says so: no code fits then.
    """

    def __init__(self, request: Request, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(settings.CODE_ATTEMPTS, settings.CODE_LIVES_S, state)

    @classmethod
    def begin(cls, request: Request, typed: dict[str, Any]) -> None:
        """Keep what was typed, and send the mail."""
        state = cls.initial_state(None, email=typed["email"])
        process = cls(request, {**state, "typed": typed, "key": uuid.uuid4().hex})
        process.send()
        process.persist()

    @classmethod
    def resume(cls, request: Request) -> "SignUpProcess | None":
        """The one under way in this session, while its code lives."""
        state = request.session.get(SESSION)
        return cls(request, state).abort_if_invalid() if state and "code" in state else None

    def fits(self, code: str) -> bool:
        """Whether that is the code."""
        return bool(compare_user_code(actual=code, expected=self.code))

    @property
    def left(self) -> int:
        """How many more codes may be tried."""
        return int(self.max_attempts - self.state["failed_attempts"])

    def send(self) -> None:
        """A fresh code, or word that there is an account already."""
        address = str(self.state["email"])
        known = is_taken(self.request.park, address)
        self.state["code"] = "" if known else get_adapter().generate_login_code()
        kind = "account_already_exists" if known else "sign_up_code"
        facts = {"code": self.code, "url": link_of(kind, self.request)}
        send(self.request, kind, to=address, language=get_language() or "zh-hans", facts=facts)

    @property
    def can_resend(self) -> bool:
        """Not for ever."""
        return not self.is_resend_quota_reached(RESENDS)

    def resend(self) -> None:
        """Once more, with another code."""
        self.record_resend()
        self.send()
        self.persist()

    def persist(self) -> None:
        """Into the session."""
        self.request.session[SESSION] = self.state

    def abort(self) -> None:
        """No code fits any more; what was typed stays, to be sent again."""
        self.request.session[SESSION] = {"typed": self.state["typed"]}

    def end(self) -> None:
        """It is done."""
        self.request.session.pop(SESSION, None)


def typed_before(request: Request) -> dict[str, Any]:
    """What this session's last sign-up had in its form."""
    state = request.session.get(SESSION) or {}
    typed: dict[str, Any] = state.get("typed", {})
    return typed
