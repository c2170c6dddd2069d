"""The counter: a clerk finds a visit by its code and says what became of it."""

import re

import pytest
from playwright.sync_api import expect

from gaiyue.base.references import spoken
from tests import make

pytestmark = pytest.mark.browser


def test_a_clerk_checks_in_completes_and_marks_a_no_show(browse, park):
    """A10."""
    block = make.a_block("2026-11-24 09:00", seats=2)
    came = make.booked(make.a_company("上海云启科技有限公司"), block)
    missed = make.booked(make.a_company("上海迟到科技有限公司"), block)
    park.move_to(make.at("2026-11-24 09:20"))
    page = browse(_clerk())
    page.goto("/console/")

    expect(page.get_by_role("heading", level=1)).to_have_text("窗口工作台")
    expect(page.get_by_label("扫二维码，或输入预约号")).to_be_focused()
    page.keyboard.type(spoken(came).lower())
    page.keyboard.press("Enter")
    found = page.locator(".card-mine")
    expect(found).to_contain_text("上海云启科技有限公司")
    found.get_by_role("button", name="签到").click()
    expect(page.get_by_role("status")).to_contain_text("已签到：上海云启科技有限公司")
    assert make.visit(came).state == "checked_in"

    page.locator(".board tr", has_text="云启").get_by_role("button", name="办完").click()
    expect(page.get_by_role("status")).to_contain_text("已办完：上海云启科技有限公司")
    assert make.visit(came).state == "completed"

    page.locator(".board tr", has_text="迟到").get_by_role("button", name="未到").click()
    expect(page.get_by_role("status")).to_contain_text("已记为未到：上海迟到科技有限公司")
    assert make.visit(missed).state == "no_show"
    expect(page.locator(".counts")).to_contain_text("未到场\n1", use_inner_text=True)


def test_a_code_with_a_slip_is_said_to_be_unknown(browse, park):
    """A10: the check character finds the slip."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-24 09:00"))
    page = browse(_clerk())
    page.goto("/console/")
    page.get_by_label("扫二维码，或输入预约号").fill(reference[:-2] + reference[-1] + reference[-2])
    page.get_by_role("button", name="查找").click()

    expect(page.get_by_role("alert")).to_contain_text("没有这个预约号")
    expect(page).to_have_title(re.compile("^错误："))


def test_what_the_rules_forbid_at_the_counter_is_said_in_words(browse, park):
    """B5: two windows; the second one, which follows nothing, is told what happened meanwhile."""
    block = make.a_block("2026-11-24 09:00")
    make.booked(make.a_company("上海云启科技有限公司"), block)
    park.move_to(make.at("2026-11-24 09:20"))
    clerk = _clerk()
    one, other = browse(clerk), browse(clerk, script=False)
    for page in (one, other):
        page.goto("/console/")
    one.get_by_role("button", name="签到").click()
    expect(one.get_by_role("status")).to_be_visible()
    other.get_by_role("button", name="未到").click()
    expect(other.get_by_role("alert")).to_be_visible()


def _clerk():
    """The account of somebody at the counter."""
    return int(make.staff("clerk").code.removeprefix("account:"))
