"""Choosing a day: whole weeks, shut days with their reason, beginning where it helps. A5, A9, B1"""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.people.models import Enterprise, Membership
from tests import make
from tests.web.test_pages import signed_in

BOOK = "tax-registration"


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def page_of(company: make.Company, address: str) -> str:
    return signed_in(company).get(address).content.decode()


def days_on(page: str) -> list[str]:
    return re.findall(r'data-day="([0-9-]+)"', page)


def card(page: str, day: str) -> str:
    text = page.partition(f'data-day="{day}"')[2].partition("</li>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text.partition(">")[2]).split())


def chosen_day(page: str) -> str:
    before = page.partition('aria-current="date"')[0]
    return days_on(before)[-1]


def test_the_days_are_whole_working_weeks(company):
    make.a_block("2026-11-26 09:00")
    make.a_block("2026-12-04 09:00")
    days = days_on(page_of(company, reverse("book", args=[BOOK])))
    assert (days[0], days[4], days[5], days[-1]) == (
        "2026-11-23",
        "2026-11-27",
        "2026-11-30",
        "2026-12-04",
    )
    assert len(days) == 10


def test_a_saturday_with_blocks_gives_each_week_a_sixth_column(company):
    make.a_block("2026-11-28 09:00")
    page = page_of(company, reverse("book", args=[BOOK]))
    assert "days-6" in page
    assert days_on(page)[-1] == "2026-11-28"


def test_a_shut_day_says_why(company, park):
    """A holiday and the park's own day off by name; a day that is over, and one that is not open yet."""
    park.move_to(make.at("2026-12-29 09:00"))
    make.a_block("2026-12-31 09:00")
    make.a_block("2027-01-04 09:00")
    make.a_block("2027-01-05 09:00")
    close_blocks(Closing(make.at("2027-01-04 09:00").date(), "power_cut"), actor=make.HOUSE)
    page = page_of(company, reverse("book", args=[BOOK]))
    assert card(page, "2026-12-28") == "周一 12/28 已过"
    assert card(page, "2027-01-01") == "周五 1/1 元旦 不办公"
    assert "不办" in card(page, "2027-01-04")
    assert card(page, "2027-01-06") == "周三 1/6 未开放"


def test_a_move_opens_beside_the_visit_and_not_at_today(company):
    for day in ("2026-11-25", "2026-12-14", "2026-12-17"):
        make.a_block(f"{day} 14:00")
    reference = make.booked(company, make.a_block("2026-12-16 09:00"))
    page = page_of(company, reverse("move", args=[reference]))
    assert chosen_day(page) == "2026-12-17"
    assert "2026-12-16" in days_on(page)
    assert "现在的" in card(page, "2026-12-16")


def test_a_booking_opens_at_a_place_where_something_is_free(company):
    make.booked(make.a_company("上海远航物流有限公司"), make.a_block("2026-11-26 09:00"))
    make.a_block("2026-11-27 09:00", location="harbour")
    page = page_of(company, reverse("book", args=[BOOK]))
    assert chosen_day(page) == "2026-11-27"
    assert '<input type="hidden" name="location" value="harbour">' in page


def test_turning_the_page_keeps_the_weeks_whole_and_comes_back(company):
    make.a_block("2026-11-26 09:00")
    make.a_block("2026-12-10 09:00")
    book = reverse("book", args=[BOOK])
    first = page_of(company, book)
    later = re.search(r'class="days-later" href="([^"]+)"', first)
    assert later is not None
    second = page_of(company, later[1].replace("&amp;", "&"))
    assert days_on(second)[0] == "2026-12-07"
    assert chosen_day(second) == "2026-12-10"
    assert "更早的日期" in second


@pytest.mark.parametrize("asked", ["2026-11-24", "nonsense", "9999-12-31", ""])
def test_a_page_that_is_none_shows_the_first(company, asked):
    make.a_block("2026-11-26 09:00")
    page = page_of(company, f"{reverse('book', args=[BOOK])}?from={asked}")
    assert days_on(page)[0] == "2026-11-23"


def test_whoever_acts_for_several_books_for_the_one_they_chose(company):
    """The check page judges by the chosen company, and the form stays with it when another is chosen meanwhile."""
    second = make.a_company("上海远航物流有限公司")
    Membership.objects.create(
        park=make.PARK,
        account_id=company.account,
        enterprise=Enterprise.objects.get(code=second.code),
        role="member",
    )
    full = make.booked(second, make.a_block("2026-11-26 09:00"))
    assert full
    block = make.a_block("2026-11-27 09:00")
    client = signed_in(replace(company))
    check = f"{reverse('book_check', args=[BOOK])}?block={block}"
    assert client.get(check).status_code == 200
    client.post(reverse("profile_choose"), {"company": second.code})
    answer = client.get(check)
    assert answer.status_code == 409
    assert f"这是为{second.name}预约时的答复" in answer.content.decode()
    sent = {
        "block": block,
        "key": "one",
        "enterprise": company.code,
        "contact_name": "张三",
        "contact_phone": "021-5555 0100",
    }
    assert client.post(reverse("book", args=[BOOK]), sent).status_code == 302
