"""One's own account: first and next password, forgotten password, another address, language."""

import re
from pathlib import Path

import allauth.account
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from gaiyue.notify.sign_in import LETTERS
from gaiyue.people.models import Account
from tests import make
from tests.web.entrance.conftest import code_in, mails

SECRET, NEXT = "keine-Angst-vor-Tulpen", "ein-neues-Wort-42"
SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def owner(park):
    return Account.objects.get(pk=make.a_company().account)


@pytest.fixture
def client_in(owner):
    client = Client()
    client.force_login(owner)
    return client


def twice(first: str, second: str = "", **more: str) -> dict[str, str]:
    return {"password1": first, "password2": second or first, **more}


def test_a_first_password_is_set_and_then_changed(client_in, owner):
    assert client_in.get("/account/password/")["Location"] == "/account/password/set/"
    assert client_in.post("/account/password/set/", twice(SECRET))["Location"] == "/account/"
    assert "密码已设置" in client_in.get("/account/").content.decode()
    wrong = client_in.post("/account/password/", twice(NEXT, oldpassword="no"))
    assert (wrong.status_code, "现在的密码不对" in wrong.content.decode()) == (422, True)
    other = Client()
    other.cookies = client_in.cookies
    right = client_in.post("/account/password/", twice(NEXT, oldpassword=SECRET))
    assert right["Location"] == "/account/"
    owner.refresh_from_db()
    assert owner.check_password(NEXT)
    assert [mail.kind for mail in mails(owner.login)] == [
        "sign_in.password_set",
        "sign_in.password_changed",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (twice("short"), ""),
        (twice(SECRET, NEXT), "不一样"),
        ({"password1": SECRET}, "请再输入一次新密码。"),
        (twice("1234567890"), ""),
    ],
)
def test_a_poor_password_is_refused(client_in, owner, typed, said):
    answer = client_in.post("/account/password/set/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_staff_choose_their_first_password_by_a_mail(park):
    row = Account.objects.get(pk=int(make.staff().code.split(":")[1]))
    Account.objects.filter(pk=row.pk).update(login="li@example.com", email="li@example.com")
    client = Client()
    client.post("/password/", {"email": "li@example.com"})
    client.post("/password/code/", {"code": code_in("li@example.com")})
    assert client.post("/password/new/", twice(SECRET))["Location"] == "/sign-in/password/"
    form = {"email": "li@example.com", "password": SECRET}
    assert client.post("/sign-in/password/", form)["Location"] == "/console/"
    assert mails("li@example.com")[-1].kind == "sign_in.password_reset"


def test_a_reset_tells_nobody_whether_there_is_an_account(owner):
    answers = [Client().post("/password/", {"email": a}) for a in (owner.login, "no@example.com")]
    assert {answer["Location"] for answer in answers} == {"/password/code/"}


def test_without_the_code_no_password_is_chosen(owner):
    client = Client()
    client.post("/password/", {"email": owner.login})
    assert client.post("/password/new/", twice(SECRET))["Location"] == "/password/code/"
    assert Client().post("/password/new/", twice(SECRET))["Location"] == "/password/"


def test_another_address_counts_once_it_is_proven(client_in, owner):
    before = owner.login
    answer = client_in.post("/account/email/", {"email": "New@example.com", "action_add": "1"})
    assert answer["Location"] == "/account/email/code/"
    owner.refresh_from_db()
    assert owner.login == before
    client_in.post("/account/email/code/", {"code": code_in("new@example.com")})
    owner.refresh_from_db()
    assert (owner.login, owner.email) == ("new@example.com", "new@example.com")


def test_an_address_changes_in_both_places_or_in_none(client_in, owner, monkeypatch):
    """What breaks in between leaves the old one."""
    before = owner.login
    client_in.post("/account/email/", {"email": "new@example.com", "action_add": "1"})
    monkeypatch.setattr(DefaultAccountAdapter, "confirm_email", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        client_in.post("/account/email/code/", {"code": code_in("new@example.com")})
    owner.refresh_from_db()
    assert (owner.login, owner.email) == (before, before)


def test_an_address_of_somebody_else_is_not_taken_over(client_in, owner):
    other = Account.objects.get(pk=make.a_company("别家").account)
    before = owner.login
    client_in.post("/account/email/", {"email": other.login, "action_add": "1"})
    client_in.post("/account/email/code/", {"code": code_in(other.login)})
    owner.refresh_from_db()
    assert owner.login == before


def test_the_language_is_kept_for_mails(client_in, owner):
    client_in.post("/language/", {"language": "en", "next": "/account/"})
    owner.refresh_from_db()
    assert owner.language == "en"


def test_a_stranger_has_no_account_page(park):
    for path in ("/account/", "/account/password/", "/account/email/"):
        assert Client().get(path)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("action", ["action_primary", "action_remove", "action_send", "other"])
def test_an_address_is_only_added(client_in, owner, action):
    """What else allauth offers there would go past the record."""
    before = owner.login
    for email, primary in ((before, True), ("spare@example.com", False)):
        EmailAddress.objects.create(user=owner, email=email, primary=primary, verified=True)
    typed = {"email": "spare@example.com"}
    for more in ({}, {"action_add": "1"} if action != "other" else {}):
        answer = client_in.post("/account/email/", {**typed, action: "1", **more})
        assert answer.status_code == 404
    owner.refresh_from_db()
    assert (owner.login, owner.email) == (before, before)
    assert EmailAddress.objects.filter(user=owner).count() == 2


def test_every_mail_of_allauth_has_a_letter(settings):
    """The link of a reset is never sent: a code is."""
    assert settings.ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED
    sources = Path(allauth.account.__file__).parent.rglob("*.py")
    text = "".join(file.read_text() for file in sources if "tests" not in file.parts)
    kinds = {kind.removesuffix("_signup") for kind in re.findall(r"account/email/([a-z_]+)", text)}
    assert "email_deleted" in kinds
    assert kinds - set(LETTERS) == {"password_reset_key"}


def test_an_expired_code_of_a_reset_is_said_to_have_expired(owner, settings):
    """J1: where another one is asked for, also when it has expired before the new password was typed."""
    client, code_page = Client(), reverse("account_confirm_password_reset_code")
    ask = reverse("account_reset_password")
    client.post(ask, {"email": owner.login, "next": "/guide/"})
    settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = -1
    answer = client.post(code_page, {"code": code_in(owner.login), "next": "/guide/"})
    assert answer["Location"] == f"{ask}?next=%2Fguide%2F"
    assert "已经过期" in client.get(ask).content.decode()
    assert "已经过期" not in client.get(code_page, follow=True).content.decode()


def test_one_corrects_one_s_own_name_and_number(client_in, owner):
    """A1: misspelt at signing up; somebody with an older page overwrites nothing unseen."""
    assert "/account/edit/" in client_in.get("/account/").content.decode()
    seen = SEEN.search(client_in.get("/account/edit/").content.decode())
    assert seen
    typed = {"name": "陈思源", "phone": "138 0000 1234", "seen": seen[1]}
    assert client_in.post("/account/edit/", typed)["Location"] == "/account/"
    page = client_in.get("/account/").content.decode()
    assert "陈思源" in page
    assert "138 0000 1234" in page
    owner.refresh_from_db()
    assert owner.phone_tail == "1234"

    late = client_in.post("/account/edit/", {**typed, "name": "陈思远"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "没有保存" in page
    assert 'value="陈思远"' in page
    wrong = client_in.post("/account/edit/", {"name": "", "phone": "abc"})
    assert wrong.status_code == 422
    assert "请填写您的姓名" in wrong.content.decode()


def test_staff_leave_their_name_to_the_park(park):
    client = Client()
    client.force_login(Account.objects.get(pk=int(make.staff().code.split(":")[1])))
    assert "/account/edit/" not in client.get("/account/").content.decode()
    assert client.get("/account/edit/").status_code in (403, 404)
