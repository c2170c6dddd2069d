"""Visits for staff."""

from tests.browser.shown.shown import Shown

PAGES = (Shown("console-visit", "console_visit", "clerk", of=lambda w: (w.here,)),)

ACTS: set[str] = set()
