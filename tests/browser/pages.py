"""Every page of the product, each in the states that look different, and how to get there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from tests.browser.world import World

Who = Literal["visitor", "company", "newcomer", "clerk"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in one state. `url` names it; `do` is what the reader does there before we look."""

    shot: str
    url: str
    who: Who = "company"
    of: Callable[[World], tuple[object, ...]] = lambda _: ()
    query: Callable[[World], str] = lambda _: ""
    do: Callable[[Page], object] | None = None
    status: int = 200

    def address(self, world: World) -> str:
        """Where it is."""
        return reverse(self.url, args=self.of(world)) + self.query(world)


def _tax(_: World) -> tuple[object, ...]:
    return ("tax-registration",)


def _send(page: Page) -> None:
    page.locator("main form .acts button").last.click()


def _send_nothing(page: Page) -> None:
    for field in page.locator("main input:not([type=hidden])").all():
        field.fill("")
    _send(page)


def _send_stale(page: Page) -> None:
    page.context.clear_cookies(name="csrftoken")
    _send(page)


PAGES = (
    Shown("home-visitor", "home", "visitor"),
    Shown("home-company", "home"),
    Shown("home-newcomer", "home", "newcomer"),
    Shown("home-clerk", "home", "clerk"),
    Shown("demo", "demo_sign_in", "visitor"),
    Shown("demo-nobody", "demo_sign_in", "visitor", query=lambda _: "?q=xyz"),
    Shown("services", "services", "visitor"),
    Shown("service", "service", "visitor", of=_tax),
    Shown("guide-visitor", "guide", "visitor"),
    Shown("guide-company", "guide"),
    Shown("book", "book", "newcomer", of=_tax, query=lambda _: "?location=lakeside"),
    Shown(
        "book-nothing-free",
        "book",
        "newcomer",
        of=lambda _: ("qualification",),
        query=lambda _: "?location=harbour",
    ),
    Shown("book-none-chosen", "book_check", "newcomer", of=_tax, status=422),
    Shown("book-check", "book_check", "newcomer", of=_tax, query=lambda w: f"?block={w.free}"),
    Shown(
        "book-check-mistakes",
        "book_check",
        "newcomer",
        of=_tax,
        query=lambda w: f"?block={w.free}",
        do=_send_nothing,
        status=422,
    ),
    Shown(
        "book-refused-full",
        "book_check",
        "newcomer",
        of=_tax,
        query=lambda w: f"?block={w.full}",
        status=409,
    ),
    Shown(
        "book-refused-limit", "book_check", of=_tax, query=lambda w: f"?block={w.free}", status=409
    ),
    Shown("booked", "booked", of=lambda w: (w.ahead,)),
    Shown("appointments", "appointments"),
    Shown("appointments-past", "appointments", query=lambda _: "?when=past"),
    Shown("appointments-none", "appointments", "newcomer"),
    Shown("appointment", "appointment", of=lambda w: (w.ahead,)),
    Shown("appointment-late", "appointment", of=lambda w: (w.late,)),
    Shown("appointment-moved", "appointment", of=lambda w: (w.moved,)),
    Shown("appointment-cancelled", "appointment", of=lambda w: (w.cancelled,)),
    Shown("move", "move", of=lambda w: (w.ahead,)),
    Shown("move-none-chosen", "move_check", of=lambda w: (w.ahead,), status=422),
    Shown("move-refused-late", "move", of=lambda w: (w.late,), status=409),
    Shown("move-check", "move_check", of=lambda w: (w.ahead,), query=lambda w: f"?block={w.free}"),
    Shown(
        "move-check-mistakes",
        "move_check",
        of=lambda w: (w.ahead,),
        query=lambda w: f"?block={w.free}",
        do=_send,
        status=422,
    ),
    Shown(
        "move-refused-full",
        "move_check",
        of=lambda w: (w.ahead,),
        query=lambda w: f"?block={w.full}",
        status=409,
    ),
    Shown("moved", "moved", of=lambda w: (w.moved,)),
    Shown("cancel", "cancel", of=lambda w: (w.ahead,)),
    Shown("cancel-refused", "cancel", of=lambda w: (w.cancelled,), status=409),
    Shown("cancelled", "cancelled", of=lambda w: (w.cancelled,)),
    Shown("console", "console_today", "clerk"),
    Shown("console-found", "console_today", "clerk", query=lambda w: f"?code={w.here}"),
    Shown("console-unknown", "console_today", "clerk", query=lambda _: "?code=7KQ2MX4TB"),
    Shown("console-empty", "console_today", "clerk", query=lambda _: "?on=2026-11-28"),
    Shown("console-visit", "console_visit", "clerk", of=lambda w: (w.here,)),
    Shown("not-there", "appointment", of=lambda _: ("7KQ2MX4TB",), status=404),
    Shown("not-yours", "appointment", "newcomer", of=lambda w: (w.ahead,), status=404),
    Shown("form-too-old", "cancel", of=lambda w: (w.ahead,), do=_send_stale, status=403),
)

ACTS = {
    "demo_become",
    "sign_out",
    "set_language",
    "elder_mode",
    "console_check_in",
    "console_complete",
    "console_no_show",
}
"""Addresses that only take a form and show no page of their own."""


def named() -> Iterator[str]:
    """The name of every address of the product."""
    yield from _names(get_resolver().url_patterns)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)
