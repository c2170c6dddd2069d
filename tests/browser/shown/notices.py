"""The notices, and the mail of the demo."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("notices", "notices", who="company"),
    Shown("demo-mail", "demo_mail"),
)
ACTS: set[str] = {"notices_read", "revoke_link"}
"""Addresses that only take forms."""
