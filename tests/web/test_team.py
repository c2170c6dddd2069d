"""The console's pages of staff and departments."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.eventlog.models import Event
from gaiyue.people.models import Account
from gaiyue.people.move_staff import move_staff
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
    leave = reverse("console_colleague_release", args=[clerk.code.split(":")[1]])
    assert "确定停用" in client.get(leave).content.decode()
    assert theirs.get(reverse("console_today")).status_code == 200
    assert "的账号已停用" in client.post(leave, follow=True).content.decode()
    assert theirs.get(reverse("console_today")).status_code == 302
    assert client.post(one, {"act": "restore"}).status_code == 302
    assert theirs.get(reverse("console_today")).status_code == 302
    mine = reverse("console_colleague", args=[manager.code.split(":")[1]])
    assert client.post(f"{mine}release/").status_code == 422
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


def test_the_number_of_a_department_is_one_that_rings(park):
    """A7: companies call it; full-width digits mean the same."""
    client = signed_in(make.staff("manager"))
    new = {"code": "hr", "name_zh": "人才科", "name_en": "Talent", "phone": "分机三"}
    answer = client.post(reverse("console_department_add"), new)
    assert answer.status_code == 422
    assert "联系电话里只能有数字" in answer.content.decode()
    new["phone"] = "０２１-5555 0100"
    assert client.post(reverse("console_department_add"), new).status_code == 302
    assert "021-5555 0100" in client.get(reverse("console_departments")).content.decode()


CORRECTED = [
    (
        "console_department",
        {"name_zh": "税务科", "name_en": "Tax", "phone": "021-5555 0101"},
        {"name_zh": "税务二科"},
        "021-5555 0101",
    ),
    (
        "console_colleague_correct",
        {"name": "李四", "login": "li@x.com", "phone": "021-5555 0101"},
        {"name": "李思", "login": "lisi@x.com"},
        "021-5555 0101",
    ),
    (
        "console_colleague",
        {"department": "registry", "role": "clerk"},
        {"role": "supervisor"},
        "registry",
    ),
]


@pytest.mark.parametrize(("page", "theirs", "mine", "kept"), CORRECTED)
def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(park, page, theirs, mine, kept):
    """A10: two open the same page; the second one reads what the first has saved, and saves again on purpose."""
    client, other = signed_in(make.staff("manager")), signed_in(make.staff("manager"))
    account = make.staff("specialist").code.split(":")[1]
    url = reverse(page, args=["tax" if page == "console_department" else account])
    opened = client.get(url)
    typed = {**opened.context["form"].initial, **mine, "seen": opened.context["seen"]}
    assert other.post(url, {**theirs, "seen": opened.context["seen"]}).status_code == 302

    late = client.post(url, typed)

    assert late.status_code == 409
    assert "别人改过这里的资料" in late.content.decode()
    assert {name: late.context["form"].data[name] for name in mine} == mine
    assert kept in {one.now for one in late.context["differing"]} | set(theirs.values())
    assert len(late.context["differing"]) >= 2
    assert client.post(url, {**typed, "seen": late.context["seen"]}).status_code == 302
    again = client.post(url, {**typed, "seen": late.context["seen"]})
    assert again.status_code == 302  # sent twice: nothing is left to change


def test_a_clerk_looks_and_changes_nothing(park, django_assert_num_queries):
    clerk = make.staff("clerk")
    client = signed_in(clerk)
    for name in ("console_team", "console_departments"):
        assert client.get(reverse(name)).status_code == 200
    for name in ("console_employ", "console_department_add"):
        assert client.get(reverse(name)).status_code == 403
    with django_assert_num_queries(2):
        team_page(TeamSearch(), actor=clerk)


@pytest.mark.parametrize(("field", "typed"), [("login", "notmail"), ("phone", "abc")])
def test_a_colleague_has_an_address_that_gets_mail_and_a_number_that_rings(park, field, typed):
    """The address is where the code for the first password goes."""
    client = signed_in(make.staff("manager"))
    new = {"name": "赵六", "login": "zhao@x.com", "department": "tax", "role": "clerk"}
    answer = client.post(reverse("console_employ"), {**new, field: typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    done = client.post(reverse("console_employ"), new, follow=True).content.decode()
    assert "忘记密码" in done


def test_name_login_and_number_of_a_colleague_are_corrected(park):
    client, clerk = signed_in(make.staff("manager")), make.staff()
    account = int(clerk.code.split(":")[1])
    url = reverse("console_colleague_correct", args=[account])
    good = {"name": "李思", "login": "Li@x.com", "phone": "０２１-5555 0100"}
    for bad in ({"login": "notmail"}, {"phone": "abc"}, {"name": ""}):
        assert client.post(url, {**good, **bad}).status_code == 422
    assert client.post(url, good).status_code == 302
    row = account_of(make.PARK, account)
    assert row is not None
    assert (row.name, row.login, row.email) == ("李思", "li@x.com", "li@x.com")
    assert row.phone_tail == "0100"
    event = Event.objects.get(kind="staff.corrected")
    assert (event.subject, event.facts["fields"]) == (clerk.code, ["name", "login", "phone"])
    other = reverse("console_colleague_correct", args=[make.staff().code.split(":")[1]])
    assert client.post(other, good).status_code == 422  # the address is taken
    assert signed_in(clerk).post(url, good).status_code == 403


def test_nobody_raises_themselves(park):
    manager = make.staff("manager")
    make.staff("manager")
    with pytest.raises(Refusal) as no:
        move_staff(
            int(manager.code.split(":")[1]), department="tax", role="administrator", actor=manager
        )
    assert no.value.code == "staff.own_role"


def test_a_clerk_reads_a_colleague_s_number_in_part(park):
    """A10: whoever keeps the staff reads all of it."""
    colleague = make.staff()
    Account.objects.filter(pk=int(colleague.code.split(":")[1])).update(phone="13812345678")
    page = signed_in(make.staff()).get(reverse("console_team")).content.decode()
    assert "138****5678" in page
    assert "13812345678" not in page
    for whole in (make.staff("manager"), colleague):
        assert "13812345678" in signed_in(whole).get(reverse("console_team")).content.decode()


def test_only_an_administrator_changes_releases_or_makes_an_administrator(park):
    """F5: a manager would otherwise lock out who keeps the system, or become one by a friend."""
    manager, chief = signed_in(make.staff("manager")), signed_in(make.staff("administrator"))
    other, clerk = make.staff("administrator"), make.staff("clerk")
    one = reverse("console_colleague", args=[other.code.split(":")[1]])
    theirs = reverse("console_colleague", args=[clerk.code.split(":")[1]])
    person = {"name": "孙七", "login": "sun@x.com", "phone": ""}
    post = {"department": "tax", "role": "administrator"}
    for address, typed in (
        (f"{one}release/", {}),
        (one, {"department": "tax", "role": "clerk"}),
        (f"{one}correct/", person),
        (theirs, post),
        (reverse("console_employ"), person | post),
    ):
        answer = manager.post(address, typed)
        assert answer.status_code == 422, address
        assert "只能由系统管理员任命、修改和停用" in answer.content.decode()
    assert chief.post(f"{one}release/").status_code == 302
    assert manager.post(one, {"act": "restore"}).status_code == 422
    assert chief.post(one, {"act": "restore"}).status_code == 302
    assert chief.post(theirs, post).status_code == 302
