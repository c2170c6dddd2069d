"""A company's own data and its people."""

from playwright.sync_api import Page

from tests.browser.shown.shown import Shown, send, send_nothing
from tests.browser.world import World


def himself(world: World) -> tuple[object, ...]:
    """The person in charge, as the page of one of the people shows them."""
    return (world.company,)


def remove(page: Page) -> None:
    """Try to take away the only person in charge."""
    page.locator("main button[value=remove]").click()


def give_a_token(page: Page) -> None:
    """Give a program a token and read its secret."""
    page.locator("main input[name=name]").fill("ERP")
    send(page)


PAGES: tuple[Shown, ...] = (
    Shown("people-profile", "profile"),
    Shown("people-profile-unverified", "profile", "agent"),
    Shown("people-profile-none", "profile", "lonely"),
    Shown("people-profile-edit", "profile_edit"),
    Shown("people-profile-mistakes", "profile_edit", "agent", do=send_nothing, status=422),
    Shown("people-credit-code", "credit_code", "agent"),
    Shown("people-credit-code-mistakes", "credit_code", "agent", do=send_nothing, status=422),
    Shown("people-credit-code-verified", "credit_code"),
    Shown("people-tokens", "tokens"),
    Shown("people-tokens-given", "tokens", do=give_a_token),
    Shown("people-tokens-mistakes", "tokens", do=send_nothing, status=422),
    Shown("people-tokens-plain", "tokens", "colleague"),
    Shown("people-members", "members"),
    Shown("people-members-mistakes", "members", do=send_nothing, status=422),
    Shown("people-members-plain", "members", "colleague"),
    Shown("people-member", "member", of=himself),
    Shown("people-member-refused", "member", of=himself, do=remove, status=422),
    Shown("people-home-of-several", "home", "agent"),
    Shown("people-invitation", "invitation", "visitor", of=lambda w: (w.people.new,)),
    Shown(
        "people-invitation-mistakes",
        "invitation",
        "visitor",
        of=lambda w: (w.people.new,),
        do=send,
        status=422,
    ),
    Shown(
        "people-invitation-another",
        "invitation",
        "newcomer",
        of=lambda w: (w.people.new,),
        status=403,
    ),
    Shown("people-invitation-staff", "invitation", "clerk", of=lambda w: (w.people.new,)),
    Shown("people-invitation-known", "invitation", "visitor", of=lambda w: (w.people.known,)),
    Shown(
        "people-invitation-over", "invitation", "visitor", of=lambda w: (w.people.over,), status=410
    ),
)

ACTS: set[str] = {"profile_choose", "invitation_withdraw", "token_revoke"}
"""Addresses that only take a form and show no page of their own."""
