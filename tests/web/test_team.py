"""The console's pages of staff and departments."""

from django.test import Client
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.people.sign_in import account_of
from gaiyue.people.team import TeamSearch, team_page
from tests import make


def signed_in(actor: Actor) -> Client:
    client, account = Client(), account_of(make.PARK, int(actor.code.split(":")[1]))
    assert account is not None
    client.force_login(account)
    return client


def test_a_manager_employs_moves_releases_and_restores(park):
    """Releasing ends every session for good."""
    manager, clerk = make.staff("manager"), make.staff("clerk")
    client, theirs = signed_in(manager), signed_in(clerk)
    new = {"name": "赵六", "login": "zhao@x.com", "department": "tax", "role": "clerk"}
    assert client.post(reverse("console_employ"), new).status_code == 302
    assert client.post(reverse("console_employ"), new).status_code == 422
    one = reverse("console_colleague", args=[clerk.code.split(":")[1]])
    moved = {"department": "registry", "role": "supervisor"}
    assert client.post(one, moved).status_code == 302
    assert theirs.get(reverse("console_today")).status_code == 200
    assert client.post(one, {"act": "release"}).status_code == 302
    assert theirs.get(reverse("console_today")).status_code == 302
    assert client.post(one, {"act": "restore"}).status_code == 302
    assert theirs.get(reverse("console_today")).status_code == 302
    mine = reverse("console_colleague", args=[manager.code.split(":")[1]])
    assert client.post(mine, {"act": "release"}).status_code == 422
    assert client.post(mine, {"department": "tax", "role": "clerk"}).status_code == 422


def test_departments_are_added_and_corrected(park):
    client = signed_in(make.staff("manager"))
    new = {"code": "hr", "name_zh": "人才科", "name_en": "Talent"}
    assert client.post(reverse("console_department_add"), new).status_code == 302
    assert client.post(reverse("console_department_add"), new).status_code == 422
    url = reverse("console_department", args=["hr"])
    assert "人才科" in client.get(url).content.decode()
    assert client.post(url, {"name_zh": "人才服务科", "name_en": "Talent"}).status_code == 302
    assert "人才服务科" in client.get(reverse("console_departments")).content.decode()


def test_a_clerk_looks_and_changes_nothing(park, django_assert_num_queries):
    clerk = make.staff("clerk")
    client = signed_in(clerk)
    for name in ("console_team", "console_departments"):
        assert client.get(reverse(name)).status_code == 200
    for name in ("console_employ", "console_department_add"):
        assert client.get(reverse(name)).status_code == 403
    with django_assert_num_queries(2):
        team_page(TeamSearch(), actor=clerk)
