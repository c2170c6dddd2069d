"""A manager changes the rules and the calendar: what companies read, when it begins, and whom it concerns."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.chromium import PHONE

pytestmark = pytest.mark.browser

NOTICE_OF_2027 = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


@pytest.fixture
def manager(browse, park):
    return browse(int(make.staff("manager").code.removeprefix("account:")))


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def test_a_stricter_notice_from_next_month_is_read_when_it_begins(browse, park, manager):
    """B1: seen before, published ahead, compared; until its day the guide announces it beside today's rule."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-12-09 09:00"))
    guide = browse(company.account, width=PHONE)
    manager.goto("/console/rules/")
    manager.get_by_role("link", name="制定新的一版 全园区").click()
    manager.locator("summary", has_text="提前多久").click()
    manager.get_by_label("提前天数").fill("5")
    manager.get_by_label("从哪天起施行").fill("2026-12-01")
    manager.get_by_role("button", name="下一步：看效果").click()

    heading(manager, "公布前看一看")
    expect(manager.locator(".said")).to_contain_text("5个工作日前可以自己改")
    expect(manager.locator(".said")).to_contain_text("5 working days")
    expect(manager.get_by_text("已经告诉企业的截止时间不会提前")).to_contain_text("1 个")
    manager.get_by_role("button", name="公布，12月1日（周二）00:00起施行").click()

    heading(manager, "全园区规则第 2 版")
    expect(manager.locator("h1 .status")).to_have_text("将要施行")
    guide.goto("/guide/")
    expect(guide.locator("main")).to_contain_text("3个工作日前可以自己改")
    expect(guide.locator("main")).to_contain_text("起规则有变化，以下几条改成")
    expect(guide.locator("main")).to_contain_text("5个工作日前可以自己改")

    manager.get_by_role("link", name="和现行的比一比").click()
    heading(manager, "全园区第1版和全园区第2版")
    expect(manager.locator(".changes").first).to_contain_text("3 天")
    expect(manager.locator(".changes").first).to_contain_text("5 天")
    expect(manager.locator(".side-changed").first).to_contain_text("5个工作日前可以自己改")

    park.move_to(make.at("2026-12-01 00:01"))
    guide.reload()
    expect(guide.locator("main")).to_contain_text("5个工作日前可以自己改")
    expect(guide.locator("main")).not_to_contain_text("3个工作日前可以自己改")


def test_a_pasted_notice_is_looked_at_day_by_day_before_it_counts(manager):
    """B2: nothing is typed twice, and nothing counts before it is confirmed."""
    manager.goto("/console/calendar/?year=2027")
    expect(manager.locator(".banner-warning")).to_contain_text("尚未公布")
    manager.get_by_role("link", name="录入放假通知").click()
    manager.get_by_label("通知文号").fill("guobanfa-2026-8")
    manager.get_by_label("通知原文").fill(NOTICE_OF_2027.replace("（周五）至3日", "（周四）至3日"))
    manager.get_by_role("button", name="下一步：看每一天").click()
    expect(manager.get_by_role("alert")).to_contain_text("日期和星期对不上")
    expect(manager.get_by_label("通知原文")).to_have_value(
        NOTICE_OF_2027.replace("（周五）至3日", "（周四）至3日")
    )

    manager.get_by_label("通知原文").fill(NOTICE_OF_2027)
    manager.get_by_role("button", name="下一步：看每一天").click()
    heading(manager, "公布前看一看")
    expect(manager.locator(".notice-days")).to_contain_text("1月31日")
    manager.get_by_role("button", name="公布 2027 年的安排").click()

    heading(manager, "2027 年工作日历")
    expect(manager.locator(".banner-warning")).to_have_count(0)
    expect(manager.locator(".runs")).to_contain_text("共 7 天")
    expect(manager.locator("main")).to_contain_text("guobanfa-2026-8")


def test_a_service_gets_rules_of_its_own_and_gives_them_up(manager):
    """B1: both ways are one look and one act."""
    manager.goto("/console/rules/tax-registration/")
    manager.get_by_role("link", name="单独制定规则").click()
    manager.locator("summary", has_text="可以约几次").click()
    manager.get_by_label("每月预约次数", exact=True).fill("12")
    manager.get_by_role("button", name="下一步：看效果").click()
    manager.get_by_role("button", name="公布，立即施行").click()
    heading(manager, "税务登记规则第 1 版")

    manager.goto("/console/rules/tax-registration/")
    manager.get_by_role("link", name="改按全园区的规则办").click()
    expect(manager.locator(".side-changed")).to_contain_text("最多预约8次")
    manager.get_by_role("button", name="确认，按全园区的规则办").click()
    expect(manager.locator("#now-title")).to_contain_text("按全园区第 1 版")


def test_opening_hours_are_changed_after_a_look(manager):
    """B2: whom it concerns stands before the button."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-12-09 09:00"))
    manager.goto("/console/calendar/")
    manager.get_by_role("link", name="修改办公时间").click()
    manager.get_by_label("关门 周一").fill("18:30")
    manager.get_by_role("button", name="下一步：看影响").click()
    expect(manager.locator(".changes").first).to_contain_text("18:30")
    expect(manager.locator("main")).to_contain_text("1 个的截止时间会推后")
    manager.get_by_role("button", name="确认，马上生效").click()
    expect(manager.get_by_text("办公时间已经更新。")).to_be_visible()
