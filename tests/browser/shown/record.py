"""The pages of this part: record."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = ()

ACTS: set[str] = set()
