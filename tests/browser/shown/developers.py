"""How the API is used."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("api", "api_guide", "visitor"),
    Shown("api-manager", "api_guide", "manager"),
)

ACTS: set[str] = set()
