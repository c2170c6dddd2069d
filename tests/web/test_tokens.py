"""J3: tokens of the API on the pages: given with the secret shown once, listed without it, ended."""

import re

import pytest
from django.test import Client

from gaiyue.base.actor import Actor
from gaiyue.people.bearer import bearer_of
from gaiyue.people.sign_in import account_of
from tests import make
from tests.make import PARK

SECRET = re.compile(r"gy_live_[0-9A-Za-z]{43}")


def signed_in(actor: Actor) -> Client:
    client = Client()
    account = account_of(PARK, int(actor.code.removeprefix("account:")))
    assert account is not None
    client.force_login(account)
    return client


@pytest.fixture
def company(park):
    return make.a_company()


def test_an_owner_gets_a_token_and_reads_its_secret_once(company):
    client = signed_in(company.actor)
    given = client.post("/profile/tokens/", {"name": "用友 ERP", "days": "90"}, follow=True)
    assert [status for _where, status in given.redirect_chain] == [302]
    page = given.content.decode()
    secret = SECRET.search(page).group()
    assert bearer_of(secret, park=PARK).actor.scope == {company.code}
    again = client.get("/profile/tokens/").content.decode()
    assert not SECRET.search(again)
    assert f"gy_live_…{secret[-4:]}" in again


def test_a_token_is_ended_on_its_page(company):
    client = signed_in(company.actor)
    given = client.post("/profile/tokens/", {"name": "ERP", "days": "90"}, follow=True)
    secret = SECRET.search(given.content.decode()).group()
    token = bearer_of(secret, park=PARK).token
    page = client.post(f"/profile/tokens/{token}/revoke/", follow=True).content.decode()
    assert "令牌已停用" in page
    assert f"/profile/tokens/{token}/revoke/" not in page
    assert bearer_of(secret, park=PARK) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "days": "90"}, "请填写令牌的名称"),
        ({"name": "ERP", "days": "9999"}, "请选择有效期"),
        ({"name": 65 * "长", "days": "90"}, "最多写 64 个字"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(company, typed, said):
    answer = signed_in(company.actor).post("/profile/tokens/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert typed["name"][:64] in page


def test_a_plain_member_reads_whom_to_ask(company):
    client = signed_in(make.colleague(company).actor)
    assert "由企业负责人发" in client.get("/profile/tokens/").content.decode()
    assert client.post("/profile/tokens/", {"name": "ERP", "days": "90"}).status_code == 404


def test_another_company_s_token_is_not_there(company):
    client = signed_in(make.a_company("远方贸易").actor)
    given = signed_in(company.actor).post(
        "/profile/tokens/", {"name": "ERP", "days": "90"}, follow=True
    )
    token = bearer_of(SECRET.search(given.content.decode()).group(), park=PARK).token
    assert client.post(f"/profile/tokens/{token}/revoke/").status_code == 404


def test_a_manager_gives_a_department_s_system_a_token(park):
    """E5: the system acts as a member of staff."""
    colleague, client = make.staff("clerk"), signed_in(make.staff("manager"))
    account = colleague.code.removeprefix("account:")
    typed = {"name": "税务系统", "days": "30", "account": account}
    page = client.post("/console/team/tokens/", typed, follow=True).content.decode()
    found = bearer_of(SECRET.search(page).group(), park=PARK)
    assert (found.actor.code, found.actor.role) == (colleague.code, "clerk")
    again = client.post(f"/console/team/tokens/{found.token}/revoke/", follow=True)
    assert "令牌已停用" in again.content.decode()


def test_a_clerk_reads_who_may_give_tokens(park):
    client = signed_in(make.staff("clerk"))
    assert client.get("/console/team/tokens/").status_code == 403
    assert "/console/team/tokens/" not in client.get("/console/team/").content.decode()


def test_a_list_of_tokens_costs_as_much_as_one(company, django_assert_max_num_queries):
    client = signed_in(company.actor)
    for _ in range(5):
        client.post("/profile/tokens/", {"name": "ERP", "days": "90"})
    with django_assert_max_num_queries(12):
        client.get("/profile/tokens/")
