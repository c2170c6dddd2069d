"""The pages for companies."""

from tests.browser.shown.shown import Shown, send, send_nothing, send_stale
from tests.browser.world import World


def tax(_: World) -> tuple[object, ...]:
    """The service in the address."""
    return ("tax-registration",)


PAGES = (
    Shown("home-visitor", "home", "visitor"),
    Shown("home-company", "home"),
    Shown("home-newcomer", "home", "newcomer"),
    Shown("home-lonely", "home", "lonely"),
    Shown("home-clerk", "home", "clerk"),
    Shown("services", "services", "visitor"),
    Shown("service", "service", "visitor", of=tax),
    Shown("guide-visitor", "guide", "visitor"),
    Shown("guide-company", "guide"),
    Shown("book", "book", "newcomer", of=tax, query=lambda _: "?location=lakeside"),
    Shown(
        "book-nothing-free",
        "book",
        "newcomer",
        of=lambda _: ("qualification",),
        query=lambda _: "?location=harbour",
    ),
    Shown("book-none-chosen", "book_check", "newcomer", of=tax, status=422),
    Shown("book-check", "book_check", "newcomer", of=tax, query=lambda w: f"?block={w.free}"),
    Shown(
        "book-check-mistakes",
        "book_check",
        "newcomer",
        of=tax,
        query=lambda w: f"?block={w.free}",
        do=send_nothing,
        status=422,
    ),
    Shown(
        "book-refused-full",
        "book_check",
        "newcomer",
        of=tax,
        query=lambda w: f"?block={w.full}",
        status=409,
    ),
    Shown(
        "book-refused-limit", "book_check", of=tax, query=lambda w: f"?block={w.free}", status=409
    ),
    Shown("booked", "booked", of=lambda w: (w.ahead,)),
    Shown("appointments", "appointments"),
    Shown("appointments-past", "appointments", query=lambda _: "?when=past"),
    Shown("appointments-calendar", "appointments", query=lambda _: "?when=calendar&month=2026-12"),
    Shown("appointments-nothing-matches", "appointments", query=lambda _: "?q=xyz"),
    Shown("appointments-none", "appointments", "newcomer"),
    Shown("appointments-lonely", "appointments", "lonely"),
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
        do=send,
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
    Shown("not-there", "appointment", of=lambda _: ("7KQ2MX4TB",), status=404),
    Shown("not-yours", "appointment", "newcomer", of=lambda w: (w.ahead,), status=404),
    Shown("form-too-old", "cancel", of=lambda w: (w.ahead,), do=send_stale, status=403),
)

ACTS = {"favicon", "tick_materials", "calendar_file", "set_language", "elder_mode"}
"""Addresses that take a form or give a file, and show no page of their own."""
