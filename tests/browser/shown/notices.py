"""The notices, and the mail of the demo."""

from typing import Final

from tests.browser.shown.shown import Shown

PAGES: Final[tuple[Shown, ...]] = (
    Shown("notices", "notices", who="company"),
    Shown("demo-mail", "demo_mail"),
)
ACTS: Final = frozenset({"notices_read", "revoke_link"})
"""Addresses that only take forms."""
