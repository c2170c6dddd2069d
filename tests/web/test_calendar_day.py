"""B2: the page of one day says what a change would really do, whatever kind of day it is."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.sign_in import account_of
from tests import make

URL = "console_calendar_day"


def as_manager() -> Client:
    client = Client()
    account = account_of(make.PARK, int(make.staff("manager").code.removeprefix("account:")))
    assert account is not None
    client.force_login(account)
    return client


def page_of(day: str) -> str:
    answer = as_manager().get(reverse(URL), {"on": day})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_past_day_is_shown_and_offers_nothing(park):
    make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-24 09:00"))
    page = page_of("2026-11-23")
    assert "这一天已经过去" in page
    assert 'name="what"' not in page


def test_today_counts_only_what_is_ahead(park):
    for hour in ("09", "14"):
        make.booked(make.a_company(hour), make.a_block(f"2026-11-24 {hour}:00"))
    park.move_to(make.at("2026-11-24 10:00"))
    page = page_of("2026-11-24")
    assert "开放的时段 1 个，预约 1 个" in page
    assert "今天已经开始的时段不算在内" in page


def test_today_when_everything_has_begun_concerns_nobody(park):
    make.booked(make.a_company(), make.a_block("2026-11-24 09:00"))
    park.move_to(make.at("2026-11-24 10:00"))
    page = page_of("2026-11-24")
    assert "停办不影响任何预约" in page
    assert "今天已经开始的时段不算在内" in page


def test_a_weekend_says_nothing_of_a_closing(park):
    page = page_of("2026-11-28")
    assert "没有开放的时段" in page
    assert "停办以后" not in page
    make.a_block("2026-11-28 09:00")
    page = page_of("2026-11-28")
    assert "有 1 个单独开放的时段" in page
    assert reverse("planning_close") in page


def test_a_day_without_blocks_yet_says_so(park):
    assert "还没有为这一天生成时段" in page_of("2027-02-23")


def test_a_closed_day_leads_to_the_visits_that_wait(park):
    make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    form = {"on": "2026-11-25", "what": "close", "why": "maintenance"}
    assert as_manager().post(reverse(URL), form).status_code == 302
    page = page_of("2026-11-25")
    assert f"{reverse('planning_free')}?first=2026-11-25&amp;last=2026-11-25" in page
    assert "还有 1 个预约等改期" in page


@pytest.mark.parametrize("what", ["close", "open", "restore"])
def test_a_change_of_a_past_day_is_refused_on_the_page(park, what):
    park.move_to(make.at("2026-11-25 09:00"))
    form = {"on": "2026-11-24", "what": what, "why": "maintenance"}
    answer = as_manager().post(reverse(URL), form)
    assert answer.status_code == 409
    assert "已经过去" in answer.content.decode()
