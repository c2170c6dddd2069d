"""What every journey stands on: Chromium, the served product, an open park, and the way in."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from gaiyue.base.clock import VirtualClock
from gaiyue.people.sign_in import account_of
from tests import make
from tests.browser.chromium import Reader, launched, window
from tests.browser.served import open_at, prepare, server

Browse = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, in which Django would refuse to touch the database. Our deeds
    # run between its steps and never inside one, so nothing waits for the loop.
    with pytest.MonkeyPatch.context() as patch, launched() as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=10_000)
        yield browser


@pytest.fixture(scope="package")
def address(django_test_environment: None) -> Iterator[str]:
    with server() as address:
        yield address


@pytest.fixture(scope="package")
def open_park(tmp_path_factory, django_test_environment, django_db_blocker) -> Path:
    """The file of an open park, to be copied."""
    file = Path(tmp_path_factory.mktemp("parks")) / "open.sqlite3"
    with django_db_blocker.unblock():
        prepare(file)
    return file


@pytest.fixture
def park(open_park, tmp_path, django_db_blocker) -> Iterator[VirtualClock]:
    """An open park of this test's own on the Monday of all tests, in a demo; yields its clock."""
    file = Path(shutil.copy(open_park, tmp_path / "park.sqlite3"))
    with django_db_blocker.unblock(), open_at(file) as virtual:
        yield virtual


@pytest.fixture
def browse(chromium, address, park) -> Iterator[Browse]:
    """Opens a window on the first page for a reader, signed in with the account given."""
    with ExitStack() as windows:

        def browse(account: int | None = None, **how: Any) -> Page:
            page = windows.enter_context(window(chromium, Reader(**how), address=address))
            if account is not None:
                sign_in(page, account, address)
            page.goto("/")
            return page

        yield browse


def sign_in(page: Page, account: int, address: str) -> None:
    """With a session as the sign-in page would have made it; one journey goes through that page."""
    client, row = Client(), account_of(make.PARK, account)
    assert row is not None
    client.force_login(row)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
