"""A10, J1: a morning at the counter without a mouse, counted key by key; calling, taking back, the hall."""

import pytest
from playwright.sync_api import Locator, Page, expect

from gaiyue.booking.check_in import check_in
from gaiyue.booking.models import Counter
from tests import make

pytestmark = pytest.mark.browser
CODE = "扫二维码，或输入预约号"
SLOW_MS = 20_000
"""Eighty pages in a row: one of them may meet a busy machine."""


@pytest.fixture
def clerk(park) -> int:
    return int(make.staff("clerk").code.removeprefix("account:"))


def twenty(park) -> list[str]:
    block = make.a_block("2026-11-24 09:00", seats=20)
    references = [make.booked(make.a_company(f"上海第{n}家公司"), block) for n in range(20)]
    park.move_to(make.at("2026-11-24 09:05"))
    return references


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_twenty_arrivals_are_received_by_keyboard_in_two_keys_after_the_code(
    browse, park, clerk, script
):
    """Enter finds, Enter does; then the code field has the focus again, for checking in and for completing."""
    references = twenty(park)
    page = browse(clerk, script=script)
    page.goto("/console/")
    for state, act in (("checked_in", "签到"), ("completed", "办完")):
        for reference in references:
            enter(page, page.get_by_label(CODE), types=reference)
            enter(page, page.locator(".found").get_by_role("button", name=act))
            expect(page.get_by_role("status").first).to_contain_text(f"已{act}")
            assert make.visit(reference).state == state


def test_a_slip_is_taken_back_from_the_board_without_a_script(browse, park, clerk):
    reference = twenty(park)[0]
    page = browse(clerk, script=False)
    page.goto(f"/console/?code={reference}")
    page.locator(".found").get_by_role("button", name="签到").click()
    expect(page.locator(".undo-bar")).to_contain_text("一分钟内可以撤销")
    page.locator(".undo-bar").get_by_role("button", name="撤销签到").click()
    expect(page.get_by_role("status").first).to_contain_text("已撤销签到")
    assert make.visit(reference).state == "booked"


def test_a_counter_calls_the_next_one_and_the_hall_shows_the_number(browse, park, clerk):
    """The second clerk sees it after a reload."""
    first, second = twenty(park)[:2]
    for reference in (first, second):
        check_in(reference, actor=make.HOUSE)
    page, other = browse(clerk), browse(clerk)
    choose_counter(page)
    page.locator("body").press("F2")
    expect(page.get_by_role("status").first).to_contain_text("已叫 上海第0家公司 到1号窗口")
    assert make.visit(first).called_at is not None

    other.goto("/console/?location=lakeside")
    expect(other.locator(".board-called")).to_contain_text("请到1号窗口")
    other.goto("/console/hall/lakeside/")
    expect(other.locator(".hall-now")).to_contain_text("1号窗口")
    expect(other.locator(".hall")).not_to_contain_text("上海第")


def test_a_whole_address_from_a_scanner_is_a_code_and_keys_don_t_steal(browse, park, clerk):
    reference = twenty(park)[0]
    page = browse(clerk)
    page.goto("/console/")
    page.get_by_label(CODE).fill(f"http://gaiyue.example/v/{reference.lower()}/")
    page.keyboard.press("Enter")
    expect(page.locator(".found")).to_contain_text("上海第0家公司")
    page.keyboard.press("/")
    expect(page.get_by_label(CODE)).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_label(CODE)).to_have_value("a/b")


def enter(page: Page, focused: Locator, *, types: str = "") -> None:
    """Press Enter on what has the focus by itself; a browser gives the focus a moment after the page is there."""
    expect(focused).to_be_focused(timeout=SLOW_MS)
    page.keyboard.insert_text(types)
    with page.expect_navigation(timeout=SLOW_MS):
        page.keyboard.press("Enter")


def choose_counter(page: Page) -> None:
    counter = Counter.objects.filter(location__code="lakeside").order_by("pk")[0]
    page.goto("/console/")
    page.get_by_role("combobox", name="我的窗口").select_option(f"lakeside:{counter.pk}")
    page.get_by_role("button", name="记住").click()
    expect(page.locator("#call-next")).to_be_visible()
