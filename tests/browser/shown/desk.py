"""The counter's day."""

from tests.browser.shown.shown import Shown

PAGES = (
    Shown("console", "console_today", "clerk"),
    Shown("console-found", "console_today", "clerk", query=lambda w: f"?code={w.here}"),
    Shown("console-unknown", "console_today", "clerk", query=lambda _: "?code=7KQ2MX4TB"),
    Shown("console-empty", "console_today", "clerk", query=lambda _: "?on=2026-11-28"),
)

ACTS = {"console_check_in", "console_complete", "console_no_show"}
"""Addresses that only take a form and show no page of their own."""
