"""Somebody who is signed in and acts for no company reads what to do, enters one, and books. J1, A9"""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gaiyue.people.remove_member import remove_member
from tests import make
from tests.web.test_pages import hidden, signed_in

TAX = ["tax-registration"]


@pytest.fixture
def client(park) -> Client:
    """Signed in as somebody who was removed from the only company they had."""
    cache.clear()
    company = make.a_company("上海云启科技有限公司")
    removed = make.colleague(company)
    remove_member(removed.account, enterprise=company.code, actor=company.actor)
    return signed_in(removed)


def the_form(client: Client, **changed: str) -> dict[str, str]:
    page = client.get(reverse("sign_up_company")).content.decode()
    return {
        "key": hidden(page, "key"),
        "company": "上海独行科技有限公司",
        "registered": "registering",
        "industry": "人工智能",
        "size": "micro",
        **changed,
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["home", "appointments", "profile", "notices", "account"])
def test_their_pages_open_and_do_not_ask_for_a_live_stream(client, name, language):
    """J1: visits and notices are told to those who have some; others would be refused again and again."""
    client.cookies["language"] = language
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "data-live=" not in answer.content.decode()


@pytest.mark.parametrize("name", ["home", "appointments", "profile"])
def test_their_pages_say_what_to_do_first(client, name):
    page = client.get(reverse(name)).content.decode()
    assert "您还没有可以代办的企业" in page
    assert reverse("sign_up_company") in page
    assert "您现在没有预约" not in page
    assert "现在没有预约" not in page


@pytest.mark.parametrize("name", ["book", "book_check"])
def test_booking_leads_to_entering_a_company_and_back(client, name):
    """J1: no dead end, and no page that breaks."""
    block = make.a_block("2026-11-26 09:00")
    wanted = f"{reverse(name, args=TAX)}?block={block}"
    answer = client.get(wanted)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert f'name="next" value="{wanted}"' in page
    answer = client.post(reverse("sign_up_company"), {**the_form(client), "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, wanted)
    page = client.get(wanted)
    assert page.status_code == 200
    assert "上海独行科技有限公司" in page.content.decode()


def test_a_booking_that_was_sent_leads_there_too(client):
    """J1: removed while the form was open."""
    answer = client.post(reverse("book", args=TAX), {"block": make.a_block()})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign_up_company"))


def test_mistakes_are_said_at_their_fields_and_nothing_typed_is_lost(client):
    """J1: 422, everything kept."""
    answer = client.post(reverse("sign_up_company"), the_form(client, industry=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择最接近的行业。" in page
    assert 'value="上海独行科技有限公司"' in page


def test_whoever_has_a_company_goes_on(park):
    answer = signed_in(make.a_company()).get(reverse("sign_up_company"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
