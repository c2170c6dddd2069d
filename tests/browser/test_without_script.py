"""The main path where no script runs: forms and links carry all of it."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.chromium import PHONE

pytestmark = pytest.mark.browser


def test_a_visit_is_booked_moved_and_cancelled_without_any_script(browse, park):
    """J1."""
    first, second = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 14:00")
    company = make.a_company("上海云启科技有限公司")
    page = browse(company.account, width=PHONE, script=False)
    title = page.get_by_role("heading", level=1)

    page.get_by_role("link", name="预约 税务登记").click()
    page.get_by_role("link", name="滴水湖大厅").click()
    page.get_by_role("link", name="11/26").click()
    page.get_by_role("radio", name="09:00–11:00").check()
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_label("联系电话").fill("138 0000 0000")
    page.get_by_role("button", name="确认预约").click()
    expect(title).to_have_text("预约成功")
    assert make.taken(first) == 1

    page.get_by_role("link", name="查看这个预约").click()
    page.get_by_role("link", name="修改预约", exact=True).click()
    page.get_by_role("link", name="11/27").click()
    page.get_by_role("radio", name="14:00–16:00").check()
    page.get_by_role("button", name="下一步：核对改约").click()
    page.get_by_label("改约原因").select_option(index=1)
    page.get_by_role("button", name="确认改到").click()
    expect(title).to_have_text("改约成功")
    assert (make.taken(first), make.taken(second)) == (0, 1)

    page.get_by_role("link", name="查看这个预约").click()
    page.get_by_role("link", name="取消预约").click()
    page.get_by_role("button", name="确认取消").click()
    expect(title).to_have_text("预约已取消")
    assert make.taken(second) == 0


def test_language_print_and_account_are_switched_without_any_script(browse, park):
    """J1: each switch comes back to the page it was pressed on."""
    company = make.a_company("上海云启科技有限公司")
    page = browse(company.account, width=PHONE, script=False)
    page.goto("/services/tax-registration/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tax registration")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("税务登记")
    page.get_by_role("button", name="关怀版").click()
    expect(page.locator("html[data-elder] h1")).to_have_text("税务登记")
    page.get_by_role("button", name="标准版").click()
    expect(page.locator("html:not([data-elder]) h1")).to_have_text("税务登记")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("link", name="登录", exact=True)).to_be_visible()
