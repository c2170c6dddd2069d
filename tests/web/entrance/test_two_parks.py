"""Two parks in one database: the same address is two people, and no way in of one park finds the other's."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.models import Account
from gaiyue.people.sign_in import account_at
from gaiyue.web.entrance.addresses import prove_address
from tests import make
from tests.web.entrance.conftest import OTHER, code_in, mails

ADDRESS, SECRET = "same@example.com", "keine-Angst-vor-Tulpen"


@pytest.fixture
def two(parks):
    """The same address in both parks, each with a password of its own."""
    found = []
    for park in (make.PARK, OTHER):
        row = Account.objects.get(pk=make.a_company(park=park).account)
        row.login = row.email = ADDRESS
        row.set_password(f"{SECRET}-{park}")
        row.save()
        prove_address(row, ADDRESS)
        found.append(row)
    return found


def at(host: str) -> Client:
    return Client(headers={"host": host})


def who(client: Client) -> object:
    return client.session.get("_auth_user_id")


def test_an_address_means_the_one_of_the_park(two):
    assert account_at(make.PARK, ADDRESS) == two[0]
    assert account_at(OTHER, ADDRESS) == two[1]


def test_a_code_lets_in_here_and_not_there(two):
    client = at("b.example")
    client.post("/sign-in/", {"email": ADDRESS, "way": "code"})
    assert mails(ADDRESS) == []
    client.post("/sign-in/code/", {"code": code_in(ADDRESS, park=OTHER)})
    assert who(client) == str(two[1].pk)


@pytest.mark.parametrize(("host", "whose", "status"), [
    ("a.example", make.PARK, 302), ("b.example", OTHER, 302),
    ("a.example", OTHER, 422), ("b.example", make.PARK, 422),
])  # fmt: skip
def test_a_password_opens_its_own_park_alone(two, host, whose, status):
    form = {"email": ADDRESS, "password": f"{SECRET}-{whose}"}
    assert at(host).post("/sign-in/password/", form).status_code == status


def test_a_reset_changes_the_password_of_its_own_park_alone(two):
    client = at("b.example")
    client.post("/password/", {"email": ADDRESS})
    client.post("/password/code/", {"code": code_in(ADDRESS, park=OTHER)})
    new = {"password1": "ein-neues-Wort-42", "password2": "ein-neues-Wort-42"}
    assert client.post("/password/new/", new)["Location"] == reverse("sign_in_password")
    for row in two:
        row.refresh_from_db()
    assert two[1].check_password("ein-neues-Wort-42")
    assert two[0].check_password(f"{SECRET}-{make.PARK}")


def test_an_address_of_the_other_park_is_unknown_here(parks):
    row = Account.objects.get(pk=make.a_company(park=OTHER).account)
    client = at("a.example")
    client.post("/sign-in/", {"email": row.login, "way": "code"})
    assert "还没有账号" in mails(row.login)[-1].subject
    client.post("/password/", {"email": row.login})
    assert "还没有账号" in mails(row.login)[-1].subject
    assert mails(row.login, park=OTHER) == []


def test_a_session_of_one_park_is_nobody_in_the_other(two):
    client = at("a.example")
    client.force_login(two[0])
    assert client.get("/account/").status_code == 200
    carried = at("b.example")
    carried.cookies = client.cookies
    assert carried.get("/account/")["Location"].startswith("/sign-in/")
    assert carried.get("/sign-in/").status_code == 200


def test_a_sign_in_begun_in_one_park_does_not_end_in_the_other(two):
    client, carried = at("a.example"), at("b.example")
    client.post("/sign-in/", {"email": ADDRESS, "way": "code"})
    carried.cookies = client.cookies
    answer = carried.post("/sign-in/code/", {"code": code_in(ADDRESS)})
    assert answer["Location"] == "/sign-in/"
    assert who(carried) is None
