"""Visits for staff: search, one visit, acting for a company."""

from playwright.sync_api import Page

from gaiyue.people.queries import enterprises_page
from tests import make
from tests.browser.shown.shown import Shown, send_nothing
from tests.browser.world import LONG_NAME, World


def ahead(world: World) -> tuple[object, ...]:
    """A visit that can still be changed."""
    return (world.ahead,)


def late(world: World) -> tuple[object, ...]:
    """A visit that can only be cancelled."""
    return (world.late,)


def newcomer(_: World) -> tuple[object, ...]:
    """A company without visits, by its code."""
    row = enterprises_page(make.PARK, q="初见").rows[0]
    return (row.enterprise,)


def newcomer_tax(world: World) -> tuple[object, ...]:
    """The same, and a service."""
    return (*newcomer(world), "tax-registration")


def send_cancel(page: Page) -> None:
    """Send the form without a reason."""
    page.locator("main form .acts button").last.click()


PAGES = (
    Shown("find", "console_find", "clerk"),
    Shown("find-company", "console_find", "clerk", query=lambda _: f"?q={LONG_NAME[:6]}"),
    Shown("find-number", "console_find", "clerk", query=lambda _: "?q=13800000000"),
    Shown("find-visits", "console_find", "clerk", query=lambda _: "?q=13800000000&in=visits"),
    Shown("find-nothing", "console_find", "clerk", query=lambda _: "?q=7KQ2MX4TA"),
    Shown("staff-visit", "console_visit", "clerk", of=ahead),
    Shown("staff-visit-late", "console_visit", "clerk", of=late),
    Shown("staff-visit-cancelled", "console_visit", "clerk", of=lambda w: (w.cancelled,)),
    Shown("staff-contact", "console_contact", "clerk", of=ahead),
    Shown(
        "staff-contact-mistakes",
        "console_contact",
        "clerk",
        of=ahead,
        do=send_nothing,
        status=422,
    ),
    Shown("staff-book", "console_book", "clerk"),
    Shown("staff-book-found", "console_book", "clerk", query=lambda _: "?q=上海"),
    Shown("staff-book-service", "console_book_service", "clerk", of=newcomer),
    Shown("staff-book-block", "console_book_block", "clerk", of=newcomer_tax),
    Shown(
        "staff-book-check",
        "console_book_check",
        "clerk",
        of=newcomer_tax,
        query=lambda w: f"?block={w.free}",
    ),
    Shown(
        "staff-book-refused",
        "console_book_check",
        "clerk",
        of=newcomer_tax,
        query=lambda w: f"?block={w.full}",
        status=409,
    ),
    Shown("staff-move", "console_move", "clerk", of=ahead),
    Shown("staff-move-refused", "console_move", "manager", of=late, status=409),
    Shown(
        "staff-move-check",
        "console_move_check",
        "clerk",
        of=ahead,
        query=lambda w: f"?block={w.free}",
    ),
    Shown("staff-cancel", "console_cancel", "clerk", of=ahead),
    Shown("staff-cancel-mistakes", "console_cancel", "clerk", of=ahead, do=send_cancel, status=422),
    Shown(
        "staff-cancel-refused",
        "console_cancel",
        "clerk",
        of=lambda w: (w.cancelled,),
        status=409,
    ),
    Shown("staff-done", "console_done", "clerk", of=lambda w: (w.moved,)),
    Shown("contact", "contact", of=ahead),
)

ACTS: set[str] = set()
"""Addresses that only take a form and show no page of their own."""
