"""One page in one state, and what a reader does there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.world import World


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in one state.

    `url` names it, `who` is a person of the world (or "visitor"), `do` what the reader does there before we look.
    """

    shot: str
    url: str
    who: str = "company"
    of: Callable[[World], tuple[object, ...]] = lambda _: ()
    query: Callable[[World], str] = lambda _: ""
    do: Callable[[Page], object] | None = None
    status: int = 200

    def address(self, world: World) -> str:
        """Where it is."""
        return reverse(self.url, args=self.of(world)) + self.query(world)


def send(page: Page) -> None:
    """Press the last button of the form."""
    page.locator("main form .acts button").last.click()


def send_nothing(page: Page) -> None:
    """Empty every field, then send."""
    for field in page.locator("main input:not([type=hidden])").all():
        field.fill("")
    send(page)


def send_stale(page: Page) -> None:
    """Send a form that was open for too long."""
    make_stale(page)
    send(page)


def make_stale(page: Page) -> None:
    """The token in the form is none any more. (Taking the cookie away would race with the reloads of the page.)"""
    token = page.locator("main form input[name=csrfmiddlewaretoken]").last
    token.evaluate("field => { field.value = 'x'.repeat(64) }")
