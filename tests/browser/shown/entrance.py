"""The pages of this part: entrance."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = ()

ACTS: set[str] = set()
