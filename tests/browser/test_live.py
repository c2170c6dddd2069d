"""Two people at two screens see each other's deeds without a reload. A5"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from gaiyue.booking.cancel import cancel_appointment
from tests import make
from tests.browser.served import FACES, worker

pytestmark = pytest.mark.browser

COLOUR = "element => getComputedStyle(element).color"
GROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.fixture
def at_work(park) -> Iterator[None]:
    """A worker numbers the record meanwhile."""
    with worker():
        yield


def connected(page: Page) -> None:
    """Wait until the page hears the stream."""
    expect(page.locator("#live")).to_have_attribute("data-state", "up")


def clerk_of(park: object) -> int:
    return int(make.staff().code.removeprefix("account:"))


def test_a_seat_that_somebody_takes_is_seen_on_an_open_page(at_work, browse):
    """A5: the change page shows others' bookings; the choice that was made stays made."""
    company, other = make.a_company(), make.a_company("上海远航物流有限公司")
    mine = make.a_block("2026-12-01 09:00")
    wanted = make.a_block("2026-12-02 09:00", seats=2)
    later = make.a_block("2026-12-02 14:00", seats=2)
    reference = make.booked(company, mine)
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/?location=lakeside&on=2026-12-02")
    connected(page)
    block = page.locator(f'[data-block="{wanted}"]')
    expect(block.locator("[data-left]")).to_contain_text("2")
    page.locator(f'input[name="block"][value="{later}"]').check(force=True)

    booked = make.booked(other, wanted)

    expect(block.locator("[data-left]")).to_contain_text("1")
    expect(page.locator('[data-day="2026-12-02"] [data-left]')).to_contain_text("3")
    expect(page.locator(f'input[name="block"][value="{later}"]')).to_be_checked()

    cancel_appointment(booked, actor=other.actor)

    expect(block.locator("[data-left]")).to_contain_text("2")


def test_a_counter_sees_what_the_other_counter_does(at_work, browse, park):
    """A5, A10: two clerks at one board."""
    company = make.a_company()
    park.move_to(make.at("2026-11-20 09:00"))
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.MONDAY)
    one, two = browse(clerk_of(park)), browse(clerk_of(park))
    for page in (one, two):
        page.goto("/console/")
        connected(page)
    row = two.locator("#board tbody tr", has_text="云启科技")
    expect(row).to_contain_text("已预约")

    one.get_by_label(re.compile("预约号")).fill(reference)
    one.keyboard.press("Enter")
    one.get_by_role("button", name=re.compile("签到")).first.click()

    expect(row).to_contain_text("已签到")


def test_a_company_sees_what_the_counter_does(at_work, browse, park):
    """A5: my appointments follow."""
    company = make.a_company()
    park.move_to(make.at("2026-11-20 09:00"))
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.MONDAY)
    page = browse(company.account)
    page.goto("/appointments/")
    connected(page)
    expect(page.locator("#mine article")).to_contain_text("已预约")

    cancel_appointment(reference, actor=make.staff())

    expect(page.locator("#mine")).to_contain_text("现在没有预约")


def test_a_page_follows_again_after_its_connection_was_lost(at_work, browse):
    """A5: what happened meanwhile is caught up with."""
    company, other = make.a_company(), make.a_company("上海远航物流有限公司")
    wanted = make.a_block("2026-12-02 09:00", seats=2)
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/?location=lakeside&on=2026-12-02")
    connected(page)

    page.context.set_offline(True)
    FACES.live.forget()
    make.booked(other, wanted)
    page.context.set_offline(False)

    left = page.locator(f'[data-block="{wanted}"] [data-left]')
    expect(left).to_contain_text("1")


def test_a_block_that_fills_is_said_in_words_and_looks_full(at_work, browse):
    """A5, J1: the one that was chosen, another one, and its day; the choice itself stays."""
    company, other = make.a_company(), make.a_company("上海远航物流有限公司")
    chosen = make.a_block("2026-12-02 09:00")
    beside = make.a_block("2026-12-02 14:00")
    page = browse(company.account)
    page.goto("/services/tax-registration/book/?location=lakeside&on=2026-12-02")
    connected(page)
    radio = page.locator(f'input[name="block"][value="{chosen}"]')
    radio.check(force=True)
    green = page.locator(f'[data-block="{beside}"] [data-left]').evaluate(COLOUR)
    assert page.locator('[data-day="2026-12-02"] [data-left]').evaluate(COLOUR) == green

    make.booked(other, beside)

    news = page.get_by_role("status")
    expect(news).to_have_text("14:00–16:00 这个时段刚刚约满。")
    expect(page.locator(f'input[name="block"][value="{beside}"]')).to_be_disabled()

    make.booked(make.a_company("上海青禾生物有限公司"), chosen)

    expect(news).to_have_text("您选的 09:00–11:00 刚刚约满，请另选一个时段。")
    expect(radio).to_be_checked()
    day = page.locator('[data-day="2026-12-02"] [data-left]')
    expect(day).to_have_text("约满")
    assert day.evaluate(COLOUR) != green


def test_the_chosen_block_can_be_read_under_the_mouse(browse):
    """J1: white letters on blue, hovered or not."""
    block = make.a_block("2026-12-02 09:00")
    page = browse(make.a_company().account)
    page.goto("/services/tax-registration/book/?location=lakeside&on=2026-12-02")
    page.locator(f'input[name="block"][value="{block}"]').check(force=True)
    label = page.locator(f'[data-block="{block}"]')
    label.hover(force=True)
    text, ground = label.evaluate(COLOUR), label.evaluate(GROUND)
    assert (text, ground) == ("rgb(255, 255, 255)", "rgb(8, 59, 124)")


def test_eight_pages_of_one_browser_share_a_stream(at_work, browse):
    """A5: each page hears of its own topics, also after the one that listens has closed."""
    company, other = make.a_company(), make.a_company("上海远航物流有限公司")
    wanted = make.a_block("2026-12-02 09:00", seats=3)
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    first = browse(company.account)
    first.goto(f"/appointments/{reference}/move/?location=lakeside&on=2026-12-02")
    lists = [first.context.new_page() for _ in range(6)]
    for page in lists:
        page.goto("/appointments/")
    last = first.context.new_page()
    last.goto(f"/appointments/{reference}/move/?location=lakeside&on=2026-12-02")
    for page in (first, *lists, last):
        connected(page)

    make.booked(other, wanted)
    for page in (first, last):
        expect(page.locator(f'[data-block="{wanted}"] [data-left]')).to_contain_text("2")

    last.close()
    make.booked(make.a_company("上海青禾生物有限公司"), wanted)
    expect(first.locator(f'[data-block="{wanted}"] [data-left]')).to_contain_text("1")
    cancel_appointment(reference, actor=make.staff())
    for page in lists:
        expect(page.locator("#mine")).to_contain_text("现在没有预约")


def test_a_page_opens_one_stream(at_work, browse):
    """A5: not two."""
    page = browse(make.a_company().account)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/appointments/")
    connected(page)
    page.wait_for_timeout(500)
    assert len([url for url in asked if "/live/" in url and "visits" in url]) == 1
