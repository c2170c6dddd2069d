"""Signing in by a code or a password: what is seen, what is counted, and what nobody learns."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.models import Account
from gaiyue.people.sign_in import account_of
from tests import make
from tests.web.entrance.conftest import code_in, mails

SIGN_IN, CODE, PASSWORD = "/sign-in/", "/sign-in/code/", "/sign-in/password/"
SECRET = "keine-Angst-vor-Tulpen"


def account(number: int) -> Account:
    found = account_of(make.PARK, number)
    assert found is not None
    return found


@pytest.fixture
def owner(park):
    """The account of a company's owner, who has a password too."""
    row = account(make.a_company().account)
    row.set_password(SECRET)
    row.save()
    return row


@pytest.fixture
def clerk(park):
    row = account(int(make.staff().code.split(":")[1]))
    row.login = row.email = "clerk@example.com"
    row.set_password(SECRET)
    row.save()
    return row


def ask(client: Client, address: str, way: str = "code", **more: str):
    return client.post(SIGN_IN, {"email": address, "way": way, **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_a_company_signs_in_by_a_code_from_a_mail(owner):
    """J1: one question, one mail, one code."""
    client = Client()
    assert client.get(SIGN_IN).status_code == 200
    assert ask(client, owner.login.upper())["Location"] == CODE
    page = client.get(CODE).content.decode()
    assert owner.login in page
    (mail,) = mails(owner.login)
    assert mail.subject == "登录验证码 · 临港园区"
    assert code_in(owner.login) in mail.html
    answer = client.post(CODE, {"code": code_in(owner.login)})
    assert answer["Location"] == reverse("home")
    assert is_in(client)


def test_where_one_wanted_to_go_is_kept_all_the_way(owner):
    client = Client()
    asked = client.get(reverse("appointments"))["Location"]
    assert asked.startswith(SIGN_IN)
    assert 'value="/appointments/"' in client.get(asked).content.decode()
    first = ask(client, owner.login, next="/appointments/")["Location"]
    assert first == f"{CODE}?next=%2Fappointments%2F"
    form = {"code": code_in(owner.login), "next": "/appointments/"}
    assert client.post(CODE, form)["Location"] == "/appointments/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_nobody_is_sent_elsewhere(owner, elsewhere):
    client = Client()
    assert elsewhere not in client.get(SIGN_IN, {"next": elsewhere}).content.decode()
    assert ask(client, owner.login, next=elsewhere)["Location"] == CODE
    answer = client.post(CODE, {"code": code_in(owner.login), "next": elsewhere})
    assert answer["Location"] == reverse("home")


def test_a_host_of_another_park_is_elsewhere_too(owner, settings):
    settings.ALLOWED_HOSTS = ["testserver", "b.example"]
    client = Client()
    ask(client, owner.login)
    form = {"code": code_in(owner.login), "next": "http://b.example/"}
    assert client.post(CODE, form)["Location"] == reverse("home")


def test_a_wrong_code_may_be_tried_three_times(owner):
    client = Client()
    ask(client, owner.login)
    right = code_in(owner.login)
    wrong = "000000" if right != "000000" else "111111"
    for left in (2, 1):
        answer = client.post(CODE, {"code": wrong})
        assert answer.status_code == 422
        assert f"还可以试 {left} 次" in answer.content.decode()
    assert client.post(CODE, {"code": wrong})["Location"] == SIGN_IN
    assert "试错的次数太多了" in client.get(SIGN_IN).content.decode()
    client.post(CODE, {"code": right})
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12\x0045"])
def test_what_can_not_be_a_code_costs_no_try(owner, typed):
    """J1: slips are said in our words; the code still lets in, also typed with blanks and in full width."""
    client = Client()
    ask(client, owner.login)
    for _ in range(4):
        answer = client.post(CODE, {"code": typed})
        assert answer.status_code == 422
        assert ("6 位" in answer.content.decode()) is True
    right = code_in(owner.login)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in right)
    client.post(CODE, {"code": f" {wide[:3]} {wide[3:]} "})
    assert is_in(client)


def test_a_code_lives_a_quarter_of_an_hour(owner, settings):
    client = Client()
    ask(client, owner.login)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    assert client.post(CODE, {"code": code_in(owner.login)})["Location"] == SIGN_IN
    assert "已经过期" in client.get(SIGN_IN).content.decode()


def test_a_code_may_be_sent_again_and_the_first_is_dead(owner):
    client = Client()
    ask(client, owner.login)
    first = code_in(owner.login)
    assert client.post(CODE, {"action": "resend"})["Location"] == CODE
    assert len(mails(owner.login)) == 2
    second = code_in(owner.login)
    if first != second:
        assert client.post(CODE, {"code": first}).status_code == 422
    assert client.post(CODE, {"code": second}).status_code == 302


def test_an_address_that_nobody_has_looks_the_same(owner):
    """Neither the page nor the status tells whether there is an account; the mail does, to whoever reads it."""
    known, unknown = Client(), Client()
    for client, address in ((known, owner.login), (unknown, "nobody@example.com")):
        assert ask(client, address)["Location"] == CODE
    pages = [
        client.get(CODE).content.decode().replace(address, "@")
        for client, address in ((known, owner.login), (unknown, "nobody@example.com"))
    ]
    assert without_tokens(pages[0]) == without_tokens(pages[1])
    (mail,) = mails("nobody@example.com")
    assert "还没有账号" in mail.subject
    assert "http://testserver/sign-up/" in mail.text
    assert unknown.post(CODE, {"code": "123456"}).status_code == 422


def without_tokens(page: str) -> str:
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_a_password_lets_in(owner):
    client = Client()
    assert ask(client, owner.login, way="password", next="/appointments/")["Location"].startswith(
        PASSWORD
    )
    assert owner.login in client.get(PASSWORD).content.decode()
    prove(owner)
    form = {"email": owner.login, "password": SECRET, "next": "/appointments/"}
    assert client.post(PASSWORD, form)["Location"] == "/appointments/"
    assert is_in(client)


def prove(row: Account) -> None:
    from gaiyue.web.entrance.addresses import prove_address

    prove_address(row, row.login)


def test_a_password_for_an_address_never_proven_asks_for_a_code_first(owner):
    client = Client()
    answer = client.post(PASSWORD, {"email": owner.login, "password": SECRET})
    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)
    client.post(answer["Location"], {"code": code_in(owner.login)})
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(owner):
    answers = [
        Client().post(PASSWORD, {"email": address, "password": "wrong-wrong"})
        for address in (owner.login, "nobody@example.com")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("邮箱或密码不对" in answer.content.decode() for answer in answers)


def test_guessing_a_password_ends_after_five_tries(owner):
    client = Client()
    prove(owner)
    for _ in range(5):
        client.post(PASSWORD, {"email": owner.login, "password": "wrong-wrong"})
    answer = client.post(PASSWORD, {"email": owner.login, "password": SECRET})
    assert answer.status_code == 429
    assert "试错的次数太多了" in answer.content.decode()
    assert not is_in(client)


def test_staff_get_no_code_but_are_told_how_they_get_in(clerk):
    """Staff sign in by password alone, and their page looks like everybody's."""
    client = Client()
    assert ask(client, clerk.login)["Location"] == CODE
    (mail,) = mails(clerk.login)
    assert "工作人员请用密码登录" in mail.subject
    assert "http://testserver/password/" in mail.text
    assert client.post(CODE, {"code": "123456"}).status_code == 422


def test_who_becomes_staff_with_a_code_in_hand_is_kept_out(owner, monkeypatch):
    client = Client()
    ask(client, owner.login)
    monkeypatch.setattr("gaiyue.web.entrance.adapter.is_staff", lambda account: True)
    assert client.post(CODE, {"code": code_in(owner.login)})["Location"] == SIGN_IN
    assert not is_in(client)


def test_staff_begin_at_the_board(clerk):
    prove(clerk)
    answer = Client().post(PASSWORD, {"email": clerk.login, "password": SECRET})
    assert answer["Location"] == reverse("console_today")


def test_who_was_released_can_not_sign_in(owner):
    prove(owner)
    Account.objects.filter(pk=owner.pk).update(is_active=False)
    assert Client().post(PASSWORD, {"email": owner.login, "password": SECRET}).status_code == 422
    client = Client()
    ask(client, owner.login)
    assert "还没有账号" in mails(owner.login)[-1].subject


def test_mistakes_are_said_and_what_was_typed_is_kept(park):
    answer = ask(Client(), "not-an-address")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "邮箱地址的写法不对" in page
    assert 'value="not-an-address"' in page
    assert "请填写邮箱地址" in ask(Client(), "").content.decode()


def test_signing_out_is_a_form_and_ends_the_session(owner):
    client = Client()
    client.force_login(owner)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == reverse("home")
    assert not is_in(client)


def test_too_many_codes_for_one_address_are_refused_with_how_long_to_wait(owner):
    """429, in our look, with Retry-After; other addresses go on."""
    client = Client()
    for _ in range(3):
        assert ask(client, owner.login).status_code == 302
    answer = ask(client, owner.login)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "操作太快了" in answer.content.decode()
    assert len(mails(owner.login)) == 3
    assert ask(client, "other@example.com").status_code == 302


@pytest.mark.parametrize(("proxies", "reached"), [(0, 429), (1, 302)])
def test_behind_a_proxy_the_client_is_counted_and_not_the_proxy(owner, settings, proxies, reached):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "2/m/ip"}
    for n in range(2):
        ask(Client(headers={"x-forwarded-for": "203.0.113.1"}), f"n{n}@example.com")
    answer = ask(Client(headers={"x-forwarded-for": "203.0.113.2"}), "n3@example.com")
    assert answer.status_code == reached


def test_a_header_that_no_proxy_wrote_breaks_nothing(owner, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    answer = ask(Client(headers={"x-forwarded-for": "203.0.113.1"}), owner.login)
    assert answer.status_code == 302


def test_mails_speak_the_person_s_language(owner):
    Account.objects.filter(pk=owner.pk).update(language="en")
    ask(Client(), owner.login)
    assert mails(owner.login)[-1].language == "en"
