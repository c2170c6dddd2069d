"""The pages of companies and people ask the database the same number of questions, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.sign_in import account_of
from tests import make


def signed_in(actor: Actor) -> Client:
    client, account = Client(), account_of(make.PARK, int(actor.code.removeprefix("account:")))
    assert account is not None
    client.force_login(account)
    return client


def questions(client: Client, address: str) -> int:
    client.get(address)  # the first page of a session may have more to look up
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def fill(company: make.Company) -> None:
    """Two pages of companies, members and staff."""
    for n in range(22):
        make.a_company(f"第{n}家")
        make.colleague(company)
        make.staff()


@pytest.mark.parametrize(
    ("name", "who", "pinned"),
    [
        ("console_companies", "clerk", 6),
        ("console_company", "clerk", 13),
        ("console_team", "manager", 7),
        ("members", "owner", 15),
        ("profile", "owner", 8),
    ],
)
def test_a_page_asks_as_often_for_many_as_for_few(park, name, who, pinned):
    """B1: pinned as whole pages, with the session, the person and the frame."""
    company = make.a_company()
    client = signed_in(company.actor if who == "owner" else make.staff(who))
    address = reverse(name, args=[company.code] if name == "console_company" else [])
    few = questions(client, address)
    fill(company)
    assert (few, questions(client, address)) == (pinned, pinned)
    assert "下一页" in client.get(address).content.decode() or name == "profile"


def test_staff_change_a_role_and_remove_a_member(park):
    """A9: at the counter, for a company whose people changed."""
    company = make.a_company()
    other = make.colleague(company)
    client = signed_in(make.staff("clerk"))
    there = reverse("console_company", args=[company.code])
    one = reverse("console_member", args=[company.code, other.account])
    assert one in client.get(there).content.decode()
    assert client.post(one, {"act": "role", "role": "owner"})["Location"] == there
    assert client.post(one, {"act": "role", "role": "king"}).status_code == 422
    assert client.post(one, {"act": "remove"})["Location"] == there
    assert client.get(one).status_code == 404
    last = reverse("console_member", args=[company.code, company.account])
    refused = client.post(last, {"act": "remove"})
    assert refused.status_code == 422
    assert "唯一的负责人" in refused.content.decode()


def test_whoever_acts_for_two_sees_for_which_and_changes_it(park):
    """A9: on every page, and back to the page where they were."""
    first, second = make.a_company("甲企业"), make.a_company("乙企业")
    person = account_of(make.PARK, first.account)
    assert person is not None
    login = NewPerson(login=person.login, name=person.name)
    add_member(login, enterprise=second.code, role="member", actor=make.HOUSE)
    client = signed_in(first.actor)
    page = client.get(reverse("members")).content.decode()
    assert "您在代这家企业办事" in page
    for company in (second, first):
        form = {"company": company.code, "next": reverse("members")}
        assert client.post(reverse("profile_choose"), form)["Location"] == reverse("members")
        page = client.get(reverse("members")).content.decode()
        assert f"<b>{company.name}</b></span>" in page
    assert "您在代这家企业办事" not in signed_in(second.actor).get(reverse("home")).content.decode()


def test_a_page_number_of_any_length_is_a_page(park):
    client = signed_in(make.staff("clerk"))
    for number in ("9" * 5000, "0", "-1", "x"):
        assert client.get(reverse("console_companies"), {"page": number}).status_code == 200
