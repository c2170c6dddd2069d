"""From a signed-in account to an actor, and from a code to a company that may be seen."""

import pytest

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.access import access_enterprise, person_of, roles_of, the_park, visitor
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.models import Account, Department, Staff
from gaiyue.people.permissions import May
from gaiyue.people.sign_in import AccountBackend, account_at, account_of
from tests import make


def account(of: make.Company) -> Account:
    return Account.objects.get(pk=of.account)


def test_a_person_acts_for_the_companies_that_let_them(park, django_assert_num_queries):
    """Two companies, by name; owner of one is owner; two queries."""
    company, second = make.a_company("乙公司"), make.a_company("甲公司")
    person = account(company)
    again = NewPerson(login=person.login, name=person.name)
    add_member(again, enterprise=second.code, role="member", actor=make.HOUSE)

    with django_assert_num_queries(2):
        found = person_of(person)

    assert found.actor == Actor(
        make.PARK, f"account:{person.pk}", "owner", frozenset({company.code, second.code})
    )
    assert dict(found.enterprises) == {company.code: "乙公司", second.code: "甲公司"}
    assert (found.name, found.staff_role) == (person.name, "")


def test_a_colleague_is_a_member_of_the_same_company(park):
    company = make.a_company()
    colleague = make.colleague(company)
    assert person_of(account(colleague)).actor == colleague.actor
    assert person_of(account(company)).actor == company.actor


def test_a_member_of_staff_acts_as_staff(park, django_assert_num_queries):
    clerk = make.staff("clerk")
    row = Account.objects.get(pk=int(clerk.code.split(":")[1]))
    with django_assert_num_queries(1):
        found = person_of(row)
    assert (found.actor, found.staff_role, found.enterprises) == (clerk, "clerk", ())
    assert (found.department_zh, found.department_en) == ("税务服务科", "Tax services")


def test_somebody_without_a_company_may_do_nothing(park):
    lonely = Account.objects.create(park=make.PARK, login="nobody@example.com", name="某人")
    actor = person_of(lonely).actor
    assert (actor.role, actor.scope) == ("member", frozenset())
    company = make.a_company()
    for one in (actor, visitor(make.PARK)):
        with pytest.raises(NotThere):
            access_enterprise(company.code, actor=one, what=May.SEE_VISIT)


def test_owner_and_colleague_find_their_company_and_a_stranger_does_not(park):
    company, stranger = make.a_company(), make.a_company("别家")
    for actor in (company.actor, make.colleague(company).actor, make.staff()):
        found = access_enterprise(company.code, actor=actor, what=May.BOOK_VISIT)
        assert found.name == company.name
    for code in (company.code, "E0000"):
        with pytest.raises(NotThere):
            access_enterprise(code, actor=stranger.actor, what=May.BOOK_VISIT)
    with pytest.raises(NotThere):
        access_enterprise("E0000", actor=make.staff(), what=May.BOOK_VISIT)


def test_a_company_is_in_its_own_park_only(park):
    company = make.a_company()
    elsewhere = Actor("zhangjiang", "account:1", "manager")
    with pytest.raises(NotThere):
        access_enterprise(company.code, actor=elsewhere, what=May.SEE_VISIT)


def test_a_company_does_not_let_people_in_by_itself(park):
    company = make.a_company()
    with pytest.raises(NotThere):
        access_enterprise(company.code, actor=company.actor, what=May.KEEP_ENTERPRISES)


def test_the_park_is_there_once_it_is_open(park):
    assert the_park(make.PARK).name_en == "Lingang Park"
    with pytest.raises(NotThere):
        the_park("zhangjiang")


def test_a_history_says_roles_and_no_names(park, django_assert_num_queries):
    company, clerk, manager = make.a_company(), make.staff("clerk"), make.staff("manager")
    asked = [
        company.actor.code,
        clerk.code,
        manager.code,
        clerk.code,
        "system:scheduler",
        "link:ABC",
    ]
    with django_assert_num_queries(1):
        roles = roles_of(make.PARK, asked)
    assert roles == {
        company.actor.code: "member",
        clerk.code: "clerk",
        manager.code: "manager",
        "system:scheduler": "system",
        "link:ABC": "link",
    }


def test_only_an_active_account_of_the_park_is_found(park):
    row = account(make.a_company())
    assert account_of(make.PARK, row.pk) == row
    assert account_of("zhangjiang", row.pk) is None
    assert AccountBackend().get_user(row.pk) == row

    Account.objects.filter(pk=row.pk).update(is_active=False)
    assert account_of(make.PARK, row.pk) is None
    assert AccountBackend().get_user(row.pk) is None


def test_no_password_opens_the_door(park):
    """People sign in by code or link; the backend knows no other way."""
    row = account(make.a_company())
    assert not row.has_usable_password()
    assert AccountBackend().authenticate(None, username=row.login, password="") is None


def test_a_row_of_staff_in_another_park_makes_nobody_staff_here(park):
    company = make.a_company()
    row = account(company)
    section = Department.objects.filter(park=make.PARK).first()
    Staff.objects.create(park="zhangjiang", account=row, department=section, role="manager")
    assert person_of(row).actor.role == "owner"


def test_an_address_leads_to_whose_login_it_is_however_many_get_mail_there(park):
    """The one with the login came last."""
    address = "office@example.com"
    for n in range(4):
        Account.objects.create(park=make.PARK, login=f"1390000000{n}", email=address, name="x")
    assert account_at(make.PARK, address) is None
    mine = Account.objects.create(park=make.PARK, login=address, name="y")
    assert account_at(make.PARK, address) == mine
