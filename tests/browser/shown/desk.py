"""The counter's day."""

from tests.browser.shown.shown import Shown

PAGES = (
    Shown("console", "console_today", "clerk"),
    Shown("console-found", "console_today", "clerk", query=lambda w: f"?code={w.here}"),
    Shown("console-all", "console_today", "clerk", query=lambda _: "?service=all"),
    Shown("console-waiting", "console_today", "clerk", query=lambda w: f"?code={w.desk.waiting}"),
    Shown("console-called", "console_today", "clerk", query=lambda w: f"?code={w.desk.called}"),
    Shown(
        "console-forgotten", "console_today", "clerk", query=lambda w: f"?code={w.desk.forgotten}"
    ),
    Shown("console-other-day", "console_today", "clerk", query=lambda w: f"?code={w.ahead}"),
    Shown("console-unknown", "console_today", "clerk", query=lambda _: "?code=7KQ2MX4TB"),
    Shown("console-empty", "console_today", "clerk", query=lambda _: "?on=2026-11-28"),
    Shown("console-done", "console_today", "clerk", query=lambda _: "?show=done"),
    Shown("console-day", "console_today", "clerk", query=lambda _: "?show=day&service=all"),
    Shown("console-old", "console_today", "clerk", query=lambda _: "?show=old"),
    Shown("console-correct", "console_correct", "clerk", of=lambda w: (w.desk.called,)),
    Shown("console-hall", "console_hall", "clerk", of=lambda _: ("lakeside",)),
    Shown("visit-door-visitor", "visit_door", "visitor", of=lambda w: (w.ahead,)),
    Shown("visit-door-clerk", "visit_door", "clerk", of=lambda w: (w.ahead,)),
    Shown("visit-door", "visit_door", of=lambda w: (w.ahead,)),
)

ACTS = {
    "console_check_in",
    "console_call",
    "console_call_next",
    "console_complete",
    "console_no_show",
    "console_undo",
    "console_place",
}
"""Addresses that only take a form and show no page of their own."""
