"""A3, A9: a supervisor closes an afternoon, adds to the week, corrects a paper: by what the pages say."""

import pytest
from playwright.sync_api import expect

from gaiyue.booking.models import Block, Material, Template
from tests import make
from tests.browser.chromium import PHONE

pytestmark = pytest.mark.browser


def planner(browse, **how):
    return browse(int(make.staff("supervisor").code.removeprefix("account:")), **how)


def test_an_afternoon_is_closed_after_seeing_whom_it_concerns(browse, park):
    """A3: nothing is closed before the button that says so; then come the visits to call."""
    morning, afternoon = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-25 14:00")
    make.booked(make.a_company("下午科技"), afternoon)
    page = planner(browse, width=PHONE)
    page.goto("/console/planning/?on=2026-11-25")
    page.get_by_role("link", name="停办时段").click()
    page.get_by_label("时间").select_option("afternoon")
    page.get_by_label("停办原因").select_option("training")
    page.get_by_role("button", name="下一步：看影响谁").click()

    expect(page.locator("main")).to_contain_text("会停办 1 个时段，涉及 1 个预约")
    expect(page.get_by_role("link", name="下午科技")).to_be_visible()
    assert Block.objects.filter(is_open=True).count() == 2
    page.get_by_role("button", name="确认停办").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("可以随时改期的预约")
    page.get_by_role("link", name="下午科技").click()
    expect(page.locator("main")).to_contain_text("下午科技")
    assert Block.objects.get(pk=morning).is_open
    assert not Block.objects.get(pk=afternoon).is_open


def test_a_block_of_the_week_is_added_after_its_preview(browse, park):
    """A3: what it makes is listed day by day, with what was typed, before it is made."""
    page = planner(browse)
    page.goto("/console/planning/week/")
    page.get_by_role("link", name="新增每周时段").click()
    page.get_by_label("事项").select_option("tax-registration")
    page.get_by_label("地点").select_option("lakeside")
    page.get_by_label("星期").select_option("2")
    page.get_by_label("开始", exact=True).fill("09:00")
    page.get_by_label("结束", exact=True).fill("11:00")
    page.get_by_label("名额", exact=True).fill("3")
    page.get_by_role("button", name="下一步：看会变什么").click()

    expect(page.locator(".plan-facts")).to_contain_text("税务登记")
    expect(page.locator("main")).to_contain_text("会生成的时段")
    expect(page.locator("main")).to_contain_text("11月25日（周三） 09:00–11:00")
    assert not Template.objects.exists()
    page.get_by_role("button", name="确认新增").click()

    expect(page.locator("main")).to_contain_text("每周 1 个时段，3 个名额")
    assert Block.objects.filter(capacity=3, on="2026-11-25").exists()


def test_a_material_is_corrected_and_companies_read_it_at_once(browse, park):
    """A9: both languages are asked for, what was typed stays, and the list stays in its order."""
    page = planner(browse, width=PHONE)
    page.goto("/console/services/")
    page.get_by_role("link", name="税务登记", exact=True).click()
    page.get_by_role("link", name="修改 营业执照").click()
    page.get_by_label("中文名称").fill("营业执照副本")
    page.get_by_label("英文名称").fill("")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".error-summary")).to_contain_text("请填写英文名称")
    expect(page.get_by_label("中文名称")).to_have_value("营业执照副本")
    page.get_by_label("英文名称").fill("Copy of the business licence")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".papers-kept li").first).to_contain_text("营业执照副本")
    page.get_by_role("button", name="把营业执照副本下移一位").click()
    expect(page.locator(".papers-kept li").last).to_contain_text("营业执照副本")
    assert Material.objects.get(name_zh="营业执照副本").name_en == "Copy of the business licence"

    company = browse(make.a_company().account, width=PHONE)
    company.goto("/services/tax-registration/")
    expect(company.locator("main")).to_contain_text("营业执照副本")
