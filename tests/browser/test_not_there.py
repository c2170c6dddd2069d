"""Pages for what is not there, not yours, or came too late: in the product's look, with a way on."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.shown.shown import make_stale

pytestmark = pytest.mark.browser


def test_somebody_elses_visit_is_not_there_and_looks_like_none(browse, park):
    """D5, J1: two pages that can't be told apart, each with a way on."""
    reference = make.booked(make.a_company("上海他人科技有限公司"), make.a_block())
    page = browse(make.a_company().account)
    seen = []
    for code in (reference, "7KQ2MX4TB"):
        answer = page.goto(f"/appointments/{code}/")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("找不到这个页面")
        seen.append(page.locator("main").inner_text())
    assert seen[0] == seen[1]
    page.locator("main").get_by_role("link", name="我的预约").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("我的预约")


def test_an_address_that_does_not_exist_is_a_page_of_ours(browse, park):
    """J1."""
    page = browse()
    answer = page.goto("/no/such/page/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("找不到这个页面")
    expect(page.locator(".topbar")).to_be_visible()


def test_a_form_that_was_open_too_long_changes_nothing_and_says_so(browse, park):
    """J1: the page for a form whose token is no longer valid."""
    reference = make.booked(company := make.a_company(), make.a_block("2026-11-26 09:00"))
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/cancel/")
    make_stale(page)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name="确认取消").click()

    assert answer.value.status == 403
    expect(page.locator(".topbar")).to_be_visible()
    expect(page.locator("main h1")).to_have_text("这个页面打开得太久了")
    assert make.visit(reference).state == "booked"


def test_whoever_is_not_signed_in_comes_back_to_where_they_wanted_to_go(browse, park):
    """A1: a link in a message leads to its page, by way of the sign-in."""
    company = make.a_company("上海云启科技有限公司")
    make.a_block("2026-11-27 09:00")
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    page = browse()
    page.goto(f"/appointments/{reference}/move/")
    page.get_by_role("link", name="换一家公司体验").click()
    page.locator("button.person", has_text="上海云启科技有限公司").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("修改预约：选新的时间")


def test_our_own_fault_is_said_in_both_languages_without_anything_that_may_be_broken(
    browse, park, monkeypatch
):
    """J1: no database, no style sheet, and still a page."""

    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("broken on purpose")

    page = browse()
    monkeypatch.setattr("gaiyue.web.enterprise.views.services.all_services", breaks)
    answer = page.goto("/services/")
    assert answer is not None
    assert answer.status == 500
    expect(page.get_by_role("heading", level=1)).to_have_text("系统出了问题，是我们的原因")
    expect(page.locator("main")).to_contain_text("Something went wrong on our side")
