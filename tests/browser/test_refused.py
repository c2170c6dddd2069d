"""Be refused in plain words, with a way on: too late, or somebody else was quicker."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser


def test_a_late_move_is_told_why_until_when_and_what_next(browse, park):
    """B5: reason, deadline, ways on; the visit is still there."""
    make.a_block("2026-11-27 14:00")
    company = make.a_company()
    old = make.a_block("2026-11-25 09:00")
    reference = make.booked(company, old)
    park.move_to(make.at("2026-11-24 09:00"))
    page = browse(company.account, width=PHONE)

    page.get_by_role("link", name="看怎么改期 税务登记").click()

    box = page.locator(".decision")
    expect(box).to_contain_text("11月23日（周一）17:00")
    expect(box.locator(".ways")).to_contain_text("取消")
    expect(page.get_by_role("heading", name="您的预约没有变")).to_be_visible()
    expect(page.locator(".card-mine")).to_contain_text("11月25日（周三） 09:00–11:00")
    _every_way_leads_somewhere(page)
    assert make.visit(reference).block_id == old
    assert make.taken(old) == 1


def test_a_move_to_a_block_that_just_filled_offers_the_nearest_free_ones(browse, park):
    """A4, B5: another company is quicker while the check page is open; the old seat is untouched."""
    old, wanted = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 09:00")
    near = make.a_block("2026-11-27 14:00")
    company, quicker = (
        make.a_company("上海云启科技有限公司"),
        make.a_company("上海捷足科技有限公司"),
    )
    reference = make.booked(company, old)
    page = browse(company.account, width=DESKTOP)
    page.goto(f"/appointments/{reference}/move/check/?block={wanted}")
    page.get_by_label("改约原因").select_option(index=1)

    make.booked(quicker, wanted)
    page.get_by_role("button", name="确认改到").click()

    expect(page.locator(".decision")).to_contain_text("约满")
    expect(page.locator(".card-mine")).to_contain_text("11月26日（周四） 09:00–11:00")
    assert (make.taken(old), make.taken(wanted)) == (1, 1)
    page.get_by_role("link", name="11月27日（周五） 14:00–16:00").click()
    page.get_by_label("改约原因").select_option(index=1)
    page.get_by_role("button", name="确认改到 11月27日（周五） 14:00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("改约成功")
    assert (make.taken(old), make.taken(near)) == (0, 1)


def test_a_booking_of_a_block_that_just_filled_offers_the_nearest_free_ones(browse, park):
    """A4: full is said with a way on."""
    wanted, near = make.a_block("2026-11-27 09:00"), make.a_block("2026-11-27 14:00")
    company, quicker = (
        make.a_company("上海云启科技有限公司"),
        make.a_company("上海捷足科技有限公司"),
    )
    page = browse(company.account, width=PHONE)
    page.goto(f"/services/tax-registration/book/check/?block={wanted}")
    page.get_by_label("联系电话").fill("138 0000 0000")

    make.booked(quicker, wanted)
    page.get_by_role("button", name="确认预约").click()

    expect(page.locator(".decision")).to_contain_text("约满")
    page.get_by_role("link", name="11月27日（周五） 14:00–16:00").click()
    page.get_by_label("联系电话").fill("138 0000 0000")
    page.get_by_role("button", name="确认预约").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("预约成功")
    assert (make.taken(wanted), make.taken(near)) == (1, 1)


def test_a_second_visit_for_the_same_service_is_refused_with_a_way_to_the_first(browse, park):
    """B5: a limit is said with the visit that reaches it."""
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-26 09:00"))
    second = make.a_block("2026-11-27 09:00", seats=2)
    page = browse(company.account, width=PHONE)
    page.goto(f"/services/tax-registration/book/check/?block={second}")

    expect(page.locator(".decision .ways a").first).to_be_visible()
    _every_way_leads_somewhere(page)
    assert make.taken(second) == 0


def _every_way_leads_somewhere(page):
    """The links of the refusal open a page that says yes, or the next question."""
    links = [link.get_attribute("href") for link in page.locator(".ways a, .acts a").all()]
    pages = [link for link in links if not link.startswith("tel:")]
    assert pages
    for link in pages:
        assert page.request.get(link).status == 200, link
