"""The main path in English: every word of it, and the exact deadline."""

import pytest
from playwright.sync_api import expect

from gaiyue.people.queries import enterprises_page
from tests import make
from tests.browser.words import chinese_on

pytestmark = pytest.mark.browser


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


@pytest.fixture
def page(browse, company):
    page = browse(company.account)
    page.get_by_role("button", name="English").click()
    return page


@pytest.fixture
def all_in_english(page):
    """Says that the page before us has not a word in Chinese but names."""
    names = [
        name for row in enterprises_page(make.PARK).rows for name in (row.enterprise_name, row.name)
    ]

    def all_in_english() -> None:
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert chinese_on(page, but=[*names, "张三"]) == []

    return all_in_english


def test_a_visit_is_booked_in_english(page, all_in_english):
    """J1."""
    block = make.a_block("2026-11-26 09:00")
    page.get_by_role("link", name="Book Tax registration").click()
    page.get_by_role("link", name="Lakeside Hall").click()
    page.get_by_role("radio", name="09:00–11:00").check()
    all_in_english()
    page.get_by_role("button", name="Next: check").click()
    page.get_by_label("Contact").fill("张三")
    page.get_by_label("Phone number").fill("138 0000 0000")
    all_in_english()
    page.get_by_role("button", name="Confirm booking: Thu 26 November, 09:00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Booked")
    all_in_english()
    assert make.taken(block) == 1


def test_a_visit_is_moved_in_english_by_the_exact_deadline(page, company, park, all_in_english):
    """J1, B3, B5: and a late one is refused in English."""
    new = make.a_block("2026-11-30 14:00")
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    page.goto(f"/appointments/{reference}/move/")
    expect(page.locator(".rule-until")).to_contain_text("Tue 24 November 17:00")
    page.get_by_role("radio", name="14:00–16:00").check()
    all_in_english()
    page.get_by_role("button", name="Next: check the change").click()
    page.get_by_label("Reason for the change").select_option(index=1)
    all_in_english()
    page.get_by_role("button", name="Move to Mon 30 November, 14:00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appointment moved")
    all_in_english()
    assert make.taken(new) == 1

    park.move_to(make.at("2026-11-27 09:00"))
    page.goto(f"/appointments/{reference}/move/")
    expect(page.locator(".decision")).to_contain_text("until Thu 26 November, 17:00")
    all_in_english()


def test_a_visit_is_cancelled_in_english(page, company, all_in_english):
    """J1."""
    block = make.a_block("2026-11-26 09:00")
    reference = make.booked(company, block)
    page.goto(f"/appointments/{reference}/cancel/")
    all_in_english()
    page.get_by_role("button", name="Cancel the appointment on Thu 26 November, 09:00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appointment cancelled")
    all_in_english()
    page.goto(f"/appointments/{reference}/")
    all_in_english()
    assert make.taken(block) == 0
