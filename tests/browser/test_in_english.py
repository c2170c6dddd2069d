"""The main path in English: every word of it, and the exact deadline."""

import pytest
from playwright.sync_api import expect

from gaiyue.people.queries import enterprises_page
from tests import make
from tests.browser.words import chinese_on

pytestmark = pytest.mark.browser

NAME = "上海云启科技有限公司"


def test_a_visit_is_booked_moved_refused_and_cancelled_in_english(browse, park):
    """J1, B3, B5: nothing is left in Chinese but names."""
    first, second = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-30 14:00")
    company = make.a_company(NAME)
    page = browse(company.account)
    page.get_by_role("button", name="English").click()

    people = [row.name for row in enterprises_page(make.PARK).rows] + ["张三"]

    def all_in_english() -> None:
        assert page.locator("html").get_attribute("lang") == "en"
        assert chinese_on(page, but=[NAME, *people]) == []

    title = page.get_by_role("heading", level=1)
    page.get_by_role("link", name="Book Tax registration").click()
    page.get_by_role("link", name="Lakeside Hall").click()
    page.get_by_role("link", name="26/11").click()
    page.get_by_role("radio", name="09:00–11:00").check()
    all_in_english()
    page.locator("main form button").click()
    page.get_by_label("Contact").fill("张三")
    page.get_by_label("Phone number").fill("138 0000 0000")
    all_in_english()
    page.locator("main form button").click()
    expect(title).to_have_text("Booked")
    all_in_english()

    page.goto("/appointments/")
    page.get_by_role("link", name="Change").click()
    expect(page.locator(".rule-until")).to_contain_text("24 Nov")
    expect(page.locator(".rule-until")).to_contain_text("17:00")
    page.get_by_role("link", name="30/11").click()
    page.get_by_role("radio", name="14:00–16:00").check()
    page.locator("main form button").click()
    page.get_by_label("Reason").select_option(index=1)
    all_in_english()
    page.locator("main form button").click()
    expect(title).to_have_text("Appointment moved")
    all_in_english()
    assert (make.taken(first), make.taken(second)) == (0, 1)

    park.move_to(make.at("2026-11-27 09:00"))
    page.goto("/appointments/")
    all_in_english()
    page.get_by_role("link", name="Change").click()
    expect(page.locator(".decision")).to_contain_text("26 Nov")
    all_in_english()

    page.goto("/appointments/")
    page.get_by_role("link", name="Cancel").click()
    all_in_english()
    page.locator("main form button").click()
    expect(title).to_have_text("Appointment cancelled")
    all_in_english()
