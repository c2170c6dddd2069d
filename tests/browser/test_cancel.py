"""Cancel a visit: what it means, then the act by its name."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.chromium import PHONE

pytestmark = pytest.mark.browser


def test_a_company_cancels_and_its_seat_is_free_at_once(browse, park):
    """A10: moving is offered first; the confirmation survives a reload."""
    block = make.a_block("2026-11-26 09:00")
    company = make.a_company()
    reference = make.booked(company, block)
    page = browse(company.account, width=PHONE)

    page.get_by_role("link", name="取消 税务登记").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("确定要取消这个预约吗？")
    expect(page.get_by_role("link", name="改为修改预约")).to_be_visible()
    page.get_by_label("取消原因").fill("客户改期")
    page.get_by_role("button", name="确认取消 11月26日（周四） 09:00 的预约").click()

    for _ in range(2):
        expect(page.get_by_role("heading", level=1)).to_have_text("预约已取消")
        page.reload()
    assert make.taken(block) == 0
    page.goto(f"/appointments/{reference}/")
    expect(page.locator(".history")).to_contain_text("预约已取消")
    expect(page.locator(".history")).to_contain_text("客户改期")
    expect(page.get_by_role("link", name="修改预约")).to_have_count(0)


def test_a_visit_that_is_cancelled_already_says_so(browse, park):
    """B5: even this no has a way on."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    page, other_window = browse(company.account), browse(company.account, script=False)
    other_window.goto(f"/appointments/{reference}/cancel/")
    page.goto(f"/appointments/{reference}/cancel/")
    page.get_by_role("button", name="确认取消").click()
    expect(page.get_by_role("button", name="确认取消")).to_have_count(0)
    other_window.get_by_role("button", name="确认取消").click()

    expect(other_window.locator(".decision")).to_contain_text("已经取消")
    expect(other_window.locator(".ways a").first).to_be_visible()
