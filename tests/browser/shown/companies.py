"""The companies of the park, for staff."""

from playwright.sync_api import Page

from tests.browser.shown.shown import Shown, send, send_nothing
from tests.browser.world import World


def firm(world: World) -> tuple[object, ...]:
    """A company with visits and people."""
    return (world.people.firm,)


def twin(world: World) -> tuple[object, ...]:
    """A second entry of it, not verified."""
    return (world.people.twin,)


def release_the_only_one(page: Page) -> None:
    """Try to take away the only person in charge."""
    page.locator("main button[value=remove]").click()


PAGES: tuple[Shown, ...] = (
    Shown("companies", "console_companies", "clerk"),
    Shown(
        "companies-found", "console_companies", "manager", query=lambda _: "?q=上海&only=unverified"
    ),
    Shown("companies-none", "console_companies", "clerk", query=lambda _: "?q=xyz"),
    Shown("companies-register", "console_register", "clerk"),
    Shown("companies-register-mistakes", "console_register", "clerk", do=send_nothing, status=422),
    Shown("companies-one", "console_company", "clerk", of=firm),
    Shown("companies-one-unverified", "console_company", "manager", of=twin),
    Shown("companies-edit", "console_company_edit", "clerk", of=firm),
    Shown("companies-verify", "console_verify", "clerk", of=twin),
    Shown("companies-verify-mistakes", "console_verify", "clerk", of=twin, do=send, status=422),
    Shown("companies-tier", "console_tier", "clerk", of=firm),
    Shown("companies-tier-mistakes", "console_tier", "clerk", of=firm, do=send, status=422),
    Shown("companies-invite", "console_invite", "clerk", of=firm),
    Shown(
        "companies-invite-mistakes", "console_invite", "clerk", of=firm, do=send_nothing, status=422
    ),
    Shown("companies-member", "console_member", "clerk", of=lambda w: (w.people.firm, w.company)),
    Shown(
        "companies-member-refused",
        "console_member",
        "clerk",
        of=lambda w: (w.people.firm, w.company),
        do=release_the_only_one,
        status=422,
    ),
    Shown("companies-merge", "console_merge", "manager", of=twin),
    Shown(
        "companies-merge-check",
        "console_merge",
        "manager",
        of=twin,
        query=lambda w: f"?into={w.people.firm}",
    ),
    Shown(
        "companies-merge-wrong",
        "console_merge",
        "manager",
        of=twin,
        query=lambda w: f"?into={w.people.twin}",
        status=422,
    ),
)

ACTS: set[str] = {"console_withdraw"}
"""Addresses that only take a form and show no page of their own."""
