"""Move a visit: choose, compare old and new, confirm; the old time is kept until then."""

import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_company_moves_its_visit_and_sees_old_and_new_side_by_side(browse, park, width):
    """A1, A2, A4, B3: the exact deadline is printed, the confirmation survives a reload."""
    old, new = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 14:00")
    company = make.a_company("上海云启科技有限公司")
    reference = make.booked(company, old)
    page = browse(company.account, width=width)

    page.get_by_role("link", name="修改预约 税务登记").click()
    expect(page.locator(".rule-until")).to_contain_text("11月24日（周二） 17:00")
    expect(page.locator("main")).to_contain_text("提交新时间之前，原来的时间一直为您保留")
    page.get_by_role("link", name="11/27").click()
    page.get_by_role("radio", name="14:00–16:00").check()
    page.get_by_role("button", name="下一步：核对改约").click()

    was, becomes = page.get_by_label("原来的时间"), page.get_by_label("新的时间")
    expect(was).to_contain_text("11月26日（周四） 09:00–11:00")
    expect(was).to_contain_text("确认之前，一直为您保留")
    expect(becomes).to_contain_text("11月27日（周五） 14:00–16:00")
    expect(page.locator(".rule")).to_contain_text("11月24日（周二） 17:00")
    assert (make.taken(old), make.taken(new)) == (1, 0)
    assert _side_by_side(was, becomes) is (width == DESKTOP)
    page.get_by_label("改约原因").select_option(index=1)
    page.get_by_role("button", name="确认改到 11月27日（周五） 14:00").click()

    for _ in range(2):
        expect(page.get_by_role("heading", level=1)).to_have_text("改约成功")
        expect(page.get_by_label("原来的时间")).to_contain_text("11月26日（周四） 09:00–11:00")
        expect(page.get_by_label("新的时间")).to_contain_text("11月27日（周五） 14:00–16:00")
        page.reload()
    assert (make.taken(old), make.taken(new)) == (0, 1)
    assert make.visit(reference).block_id == new


def test_a_move_without_a_reason_asks_for_one_and_keeps_both_times(browse, park):
    """A2: the statement is chosen from a list."""
    make.a_block("2026-11-27 14:00")
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    page = browse(company.account, width=PHONE)
    page.goto(f"/appointments/{reference}/move/?on=2026-11-27")
    page.get_by_role("radio", name="14:00–16:00").check()
    page.get_by_role("button", name="下一步：核对改约").click()
    page.get_by_role("button", name="确认改到").click()

    expect(page.locator(".error-summary")).to_contain_text("请选择改约原因")
    expect(page.get_by_label("新的时间")).to_contain_text("11月27日（周五） 14:00–16:00")
    page.locator(".error-summary a").click()
    expect(page.get_by_label("改约原因")).to_be_focused()


def test_going_on_without_a_block_says_to_choose_one_and_keeps_the_day(browse, park):
    """J1: the summary leads to the blocks; another day then is a page without a mistake."""
    make.a_block("2026-11-30 14:00")
    make.a_block("2026-11-27 14:00")
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/?on=2026-11-30")
    page.get_by_role("button", name="下一步：核对改约").click()

    expect(page.locator("#blocks legend")).to_contain_text("11月30日（周一）")
    page.locator(".error-summary").get_by_role("link", name="请先选一个新的时间段").click()
    expect(page.locator("#blocks")).to_be_focused()
    expect(page).to_have_title(re.compile("^错误："))
    page.get_by_role("link", name="11/27").click()
    expect(page.locator(".error-summary")).to_have_count(0)


def _side_by_side(one, other):
    left, right = one.bounding_box(), other.bounding_box()
    return left["x"] + left["width"] <= right["x"] and abs(left["y"] - right["y"]) < 5
