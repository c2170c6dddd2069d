"""Every page in every state, for three readers: accessible, within the screen, in one language; with a picture."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import bring_axe, violations
from tests.browser.chromium import (
    DESKTOP,
    HEIGHTS,
    NARROWEST,
    PHONE,
    Reader,
    picture,
    sit_down,
    window,
)
from tests.browser.conftest import sign_in
from tests.browser.pages import ACTS, PAGES, named
from tests.browser.served import open_at
from tests.browser.shown.shown import Shown
from tests.browser.words import chinese_on
from tests.browser.world import World, make_world

pytestmark = pytest.mark.browser

READERS = (Reader(PHONE), Reader(DESKTOP, language="en"), Reader(PHONE, elder=True))
PICTURES = Path(__file__).parents[2] / "test-results" / "screenshots"
LINKS = """() => [...document.links]
  .filter(link => link.origin === location.origin && !link.getAttribute('href').startsWith('#'))
  .map(link => link.pathname + link.search)"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def world(open_park, tmp_path_factory, django_db_blocker) -> Iterator[World]:
    """One world for all of these tests: looking at a page changes nothing."""
    file = shutil.copy(open_park, tmp_path_factory.mktemp("world") / "park.sqlite3")
    with django_db_blocker.unblock(), open_at(Path(file)) as virtual:
        yield make_world(virtual)


@pytest.fixture(scope="module")
def page(chromium, address, world) -> Iterator[Page]:
    """One window, in which one reader after another sits down: a new window for each would take twice as long."""
    with window(chromium, Reader(), address=address) as page:
        bring_axe(page)
        yield page


@pytest.fixture(scope="module")
def followed() -> set[tuple[str, str]]:
    """Who followed which link: each is followed once."""
    return set()


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.shot)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_page_is_for_everybody(page, address, world, followed, reader, shown):
    """J1: WCAG 2.2 AA, nothing wider than a 320 px screen, English complete, large print of 22 px, no dead link."""
    sit_down(page, reader, address)
    if shown.who != "visitor":
        sign_in(page, world.account(shown.who), address)
    status = _visit(page, shown, world)

    picture(page, PICTURES / f"{shown.shot}-{reader.name}.png")
    assert status == shown.status
    assert violations(page) == ""
    assert page.evaluate(OVERFLOW) == 0
    if reader == READERS[0]:
        assert _dead_links(page, shown.who, followed) == []
    if reader.language == "en":
        assert chinese_on(page, but=world.names) == []
    if reader.elder:
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHTS[NARROWEST]})
    wide = page.evaluate(OVERFLOW)
    page.set_viewport_size({"width": reader.width, "height": HEIGHTS[reader.width]})
    assert wide == 0, f"{wide} px wider than a {NARROWEST} px screen"


def test_no_page_is_missing_here():
    """A new address is looked at too: put it into pages.py."""
    assert set(named()) - {shown.url for shown in PAGES} - ACTS == set()
    assert set(named()) >= ACTS


def _visit(page: Page, shown: Shown, world: World) -> int:
    """Go there, do what the reader does, and return the status of the page that is shown then."""
    answer = page.goto(shown.address(world))
    if shown.do is not None:
        with page.expect_navigation() as navigation:
            shown.do(page)
        answer = navigation.value
    assert answer is not None
    return answer.status


def _dead_links(page: Page, who: str, followed: set[tuple[str, str]]) -> list[str]:
    """Links that end at "not there". A page that says no, and what next, is a place to come to."""
    new = {(who, link) for link in page.evaluate(LINKS)} - followed
    followed |= new
    return [link for _, link in sorted(new) if page.request.get(link).status not in (200, 409)]
