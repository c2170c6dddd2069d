"""The main path without a mouse: Tab, Enter, Space and the arrows, the focus always in sight."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.keyboard import focused, go, tab_to

pytestmark = pytest.mark.browser


def test_a_visit_is_booked_and_moved_by_keyboard_alone(browse, park):
    """J1: every stop of the focus is seen; arrows choose among the blocks."""
    for starts in ("2026-11-26 09:00", "2026-11-26 11:00", "2026-11-27 14:00", "2026-11-27 16:00"):
        make.a_block(starts, hours=1)
    make.a_company("上海云启科技有限公司")
    page = browse()
    page.goto("/demo/")

    go(page, page.locator("button.person", has_text="上海云启科技有限公司"))
    go(page, page.get_by_role("link", name="预约 税务登记"))
    go(page, page.get_by_role("link", name="滴水湖大厅"))
    go(page, page.get_by_role("link", name="11/26"))
    tab_to(page, page.get_by_role("radio", name="09:00–10:00"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="11:00–12:00")).to_be_checked()
    go(page, page.get_by_role("button", name="下一步：核对"))
    tab_to(page, page.get_by_label("联系电话"))
    page.keyboard.type("138 0000 0000")
    go(page, page.get_by_role("button", name="确认预约 11月26日（周四） 11:00"))
    expect(page.get_by_role("heading", level=1)).to_have_text("预约成功")

    go(page, page.get_by_role("link", name="查看这个预约"))
    go(page, page.get_by_role("link", name="修改预约", exact=True))
    go(page, page.get_by_role("link", name="11/27"))
    tab_to(page, page.get_by_role("radio", name="14:00–15:00"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    go(page, page.get_by_role("button", name="下一步：核对改约"))
    tab_to(page, page.get_by_label("改约原因"))
    page.keyboard.press("ArrowDown")
    go(page, page.get_by_role("button", name="确认改到 11月27日（周五） 16:00"))
    expect(page.get_by_role("heading", level=1)).to_have_text("改约成功")


def test_the_first_stop_skips_to_the_content(browse, park):
    """J1: nobody tabs through the frame on every page."""
    page = browse(make.a_company().account)
    page.goto("/services/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到主要内容")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert focused(page).startswith("main#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_focus_goes_to_the_error_summary_and_from_there_to_the_field(browse, park):
    """J1: what is wrong is the first thing that is heard."""
    make.a_block("2026-11-27 09:00")
    page = browse(make.a_company().account)
    page.goto("/services/tax-registration/book/?location=lakeside")
    tab_to(page, page.get_by_role("radio", name="09:00–11:00"))
    page.keyboard.press("Space")
    go(page, page.get_by_role("button", name="下一步：核对"))
    tab_to(page, page.get_by_label("联系人"))
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    go(page, page.get_by_role("button", name="确认预约"))

    assert ".error-summary" in focused(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("联系人")).to_be_focused()


def test_the_account_menu_opens_and_signs_out_by_keyboard(browse, park):
    """J1."""
    page = browse(make.a_company().account)
    tab_to(page, page.locator(".menu summary"))
    page.keyboard.press("Enter")
    go(page, page.get_by_role("button", name="退出登录"))
    expect(page.get_by_role("link", name="登录", exact=True)).to_be_visible()
