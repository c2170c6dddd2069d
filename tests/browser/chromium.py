"""The system's Chromium, driven by Playwright, and a window in it as one reader has it."""

import os
import shutil
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

PHONE, DESKTOP, NARROWEST = 390, 1280, 320
HEIGHTS = {PHONE: 844, DESKTOP: 900, NARROWEST: 640}
NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Reader:
    """How somebody reads the pages: how wide the window is, the language, large print, scripts or none."""

    width: int = DESKTOP
    language: str = "zh-hans"
    elder: bool = False
    script: bool = True

    @property
    def name(self) -> str:
        """As file names and test ids say it: 390-zh-elder."""
        return f"{self.width}-{self.language[:2]}{'-elder' if self.elder else ''}"


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium of the system; skips nothing: without one, script/test says how to get it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(
            "no Chromium on this machine: script/test installs it, or says the line that does"
        )
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*SWITCHES, *root])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def window(browser: Browser, reader: Reader, *, address: str) -> Iterator[Page]:
    """A window of its own: no cookies of others. What goes wrong inside fails the test at the end.

    That is an error in a script, a word of the browser on its console, or a request to anybody but us.
    """
    context = browser.new_context(
        base_url=address,
        viewport={"width": reader.width, "height": HEIGHTS[reader.width]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        java_script_enabled=reader.script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    page, wrong = context.new_page(), list[str]()

    def look_at(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"asked a stranger: {request.url}")

    page.on("request", look_at)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(f"console: {said.text}") if _bad(said) else None)
    sit_down(page, reader, address)
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def sit_down(page: Page, reader: Reader, address: str) -> None:
    """Make it the window of that reader, whom the product hasn't seen before. (Scripts stay as they were.)"""
    page.set_viewport_size({"width": reader.width, "height": HEIGHTS[reader.width]})
    wanted = {"language": reader.language, "elder": "1" if reader.elder else "0"}
    page.context.clear_cookies()
    page.context.add_cookies([{"name": n, "value": v, "url": address} for n, v in wanted.items()])


def picture(page: Page, path: Path) -> None:
    """The whole page as a PNG. Asked of the browser itself, which takes half the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    browser = page.context.new_cdp_session(page)
    taken = browser.send(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "optimizeForSpeed": True}
    )
    browser.detach()
    path.write_bytes(b64decode(taken["data"]))


def _bad(said: object) -> bool:
    """A warning or an error; but a page that says no has a status of 4xx, and that is no mistake;
    neither is a stream that ends, or being offline, which only tests are.
    """
    kind, text = getattr(said, "type", ""), getattr(said, "text", "")
    meant = ("the server responded with a status of", "net::ERR_")
    return kind in {"error", "warning"} and not any(words in text for words in meant)
