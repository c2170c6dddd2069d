"""The counter acts for a company: a clerk finds it by its number, books, moves and cancels, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from gaiyue.booking.queries.visits import upcoming
from tests import make
from tests.browser.keyboard import go, tab_to

pytestmark = pytest.mark.browser


def test_a_clerk_books_moves_and_cancels_for_a_caller_by_keyboard(browse, park):
    """A3, A10: the company sees each change in its own list."""
    company = make.a_company("上海云启科技有限公司")
    make.a_block("2026-11-26 09:00")
    target = make.a_block("2026-11-27 14:00")
    page = browse(int(make.staff("clerk").code.removeprefix("account:")))
    theirs = browse(company.account)

    reference = _book(page, company)
    _move(page)
    theirs.goto("/appointments/")
    expect(theirs.locator("main")).to_contain_text("11月27日（周五）")
    assert make.taken(target) == 1

    _cancel(page)
    assert make.taken(target) == 0
    theirs.goto(f"/appointments/{reference}/")
    expect(theirs.locator("main")).to_contain_text("窗口人员")


def _book(page: Page, company: make.Company) -> str:
    """Find the company by its number, and book; the reference."""
    page.goto("/console/find/")
    page.keyboard.type("138 0000 0000")
    page.keyboard.press("Enter")
    go(page, page.get_by_role("link", name="代它预约"))
    go(page, page.get_by_role("link", name="税务登记"))
    go(page, page.get_by_role("link", name="滴水湖大厅"))
    tab_to(page, page.locator("input[name=block]").first)
    page.keyboard.press("Space")
    go(page, page.get_by_role("button", name="下一步：核对"))
    expect(page.get_by_text("按规则可以办")).to_be_visible()
    tab_to(page, page.locator("#id_contact_phone"))
    page.keyboard.type("138 0000 0000")
    go(page, page.get_by_role("button", name="确认预约"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已代企业约好")
    return upcoming(make.PARK, enterprises=[company.code]).rows[0].reference


def _move(page: Page) -> None:
    """From the confirmation to the visit, and on to Friday."""
    go(page, page.get_by_role("link", name="查看这个预约"))
    go(page, page.get_by_role("link", name="代企业改约"))
    go(page, page.locator("a.day", has_text="11/27"))
    tab_to(page, page.locator("input[name=block]").first)
    page.keyboard.press("Space")
    go(page, page.get_by_role("button", name="下一步：核对改约"))
    tab_to(page, page.get_by_label("企业说的改约原因"))
    page.keyboard.press("ArrowDown")
    go(page, page.get_by_role("button", name="确认改到"))
    expect(page.get_by_role("heading", level=1)).to_have_text("已代企业改好时间")


def _cancel(page: Page) -> None:
    """From the confirmation to the visit, and give it up with a reason."""
    go(page, page.get_by_role("link", name="查看这个预约"))
    go(page, page.get_by_role("link", name="代企业取消"))
    tab_to(page, page.get_by_label("企业说的取消原因"))
    page.keyboard.type("企业来电取消")
    go(page, page.get_by_role("button", name="确认取消"))


def test_the_rules_bind_the_counter_and_it_is_told_what_it_can_do(browse, park):
    """B5: the decision, and no promise that the counter can't keep."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    park.move_to(make.at("2026-11-24 09:00"))
    page = browse(int(make.staff("clerk").code.removeprefix("account:")))
    page.goto(f"/console/visits/{reference}/move/")
    expect(page.locator(".decision")).to_contain_text("11月23日（周一）17:00")
    expect(page.get_by_role("heading", name="窗口今天能做的")).to_be_visible()
