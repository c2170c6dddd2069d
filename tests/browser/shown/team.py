"""The pages of this part: team."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = ()

ACTS: set[str] = set()
