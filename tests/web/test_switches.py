"""The switches of language and print on a page with a form: nothing that was typed is lost. J1, A3"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.sign_in import account_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(park):
    return make.a_company()


@pytest.fixture
def client(company):
    client = Client()
    client.force_login(account_of(make.PARK, company.account))
    return client


def check_page() -> str:
    block = make.a_block("2026-11-27 09:00")
    return f"{reverse('book_check', args=['tax-registration'])}?block={block}"


def switch(client: Client, to: str, at: str, **typed: str) -> str:
    """Press a switch of that page with the form as it is; the page that comes back."""
    answer = client.post(reverse(to, query={"next": at}), typed, follow=True)
    assert answer.redirect_chain == [(at, 302)]
    return answer.content.decode()


@pytest.mark.parametrize(
    ("to", "value"), [("set_language", {"language": "en"}), ("elder_mode", {"elder": "1"})]
)
def test_a_switch_brings_back_what_was_typed(client, to, value):
    page = switch(client, to, check_page(), contact_name="张三丰", contact_phone="138 00", **value)
    assert 'value="张三丰"' in page
    assert 'value="138 00"' in page


def test_it_is_given_back_once_and_only_to_its_page(client):
    at = check_page()
    assert "张三丰" not in switch(client, "elder_mode", "/appointments/", contact_name="张三丰")
    assert "张三丰" not in client.get(at).content.decode()
    switch(client, "elder_mode", at, contact_name="张三丰")
    assert "张三丰" not in client.get(at).content.decode()


def test_a_form_with_mistakes_comes_back_to_the_page_that_shows_it(client, company):
    """The address of a sent form shows another page: the switch leads to the check page, filled in."""
    at = check_page()
    block = at.rpartition("=")[2]
    typed = {"contact_name": "张三丰", "contact_phone": "abc", "block": block, "key": "one"}
    sent = client.post(
        reverse("book", args=["tax-registration"]), {**typed, "enterprise": company.code}
    )
    page = sent.content.decode()
    assert sent.status_code == 422
    assert f'formaction="{reverse("elder_mode", query={"next": at})}"' in page
    assert 'value="张三丰"' in switch(client, "elder_mode", at, **typed, elder="1")


def test_secrets_and_floods_are_not_kept(client):
    at = reverse("profile_edit")
    switch(client, "elder_mode", at, password="word-of-mine", elder="1")
    assert "word-of-mine" not in str(dict(client.session))
    switch(client, "elder_mode", at, contact_name="长" * 20_001)
    assert "typed" not in client.session


def test_a_switch_leads_to_no_other_site(client):
    answer = client.post(reverse("elder_mode", query={"next": "https://elsewhere.example/"}))
    assert answer.headers["Location"] == "/"


def test_what_was_typed_is_gone_after_an_hour_on_whatever_page(client, park):
    """A10: personal text; the page that it belongs to may never be asked for again."""
    client.post(reverse("elder_mode", query={"next": check_page()}), {"contact_name": "张三丰"})
    assert "typed" in client.session
    park.advance(timedelta(minutes=59))
    client.get("/services/")
    assert "typed" in client.session
    park.advance(timedelta(minutes=2))
    client.get("/services/")
    assert "typed" not in client.session


def test_a_stranger_fills_no_session_for_weeks(park):
    """An hour, and no more than a form of ours holds."""
    client = Client()
    switch_of = reverse("set_language", query={"next": "/sign-up/"})
    client.post(switch_of, {"language": "en", "company": "字" * 8_001})
    assert "typed" not in client.session
    client.post(switch_of, {"language": "en", "company": "试澜科技"})
    assert client.session.get_expiry_age() <= 3600
    assert "试澜科技" in client.get("/sign-up/").content.decode()


def test_whoever_signs_in_afterwards_stays_signed_in(company):
    client = Client()
    client.post(reverse("set_language", query={"next": "/sign-up/"}), {"company": "试澜科技"})
    client.force_login(account_of(make.PARK, company.account))
    client.get("/appointments/")
    assert client.session.get_expiry_age() > 3600
