"""Open a park, enter its companies, let people in: each deed with its permission, its event and its refusals."""

from dataclasses import replace

import pytest

from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.eventlog.models import Event
from gaiyue.people import refusals
from gaiyue.people.access import access_enterprise, person_of
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.employ import employ
from gaiyue.people.models import Account, Department, Enterprise, Membership
from gaiyue.people.open_park import NewDepartment, NewPark, open_park
from gaiyue.people.permissions import May
from gaiyue.people.queries import (
    accounts_of,
    enterprises_page,
    has_department,
    is_open,
    representatives,
    staff_list,
)
from gaiyue.people.register_enterprise import NewEnterprise, register_enterprise

pytestmark = pytest.mark.django_db

PARK = "lingang"
HOUSE = system(PARK, "test")
CLERK = Actor(PARK, "account:1", "clerk")
MANAGER = Actor(PARK, "account:2", "manager")
OWNER = Actor(PARK, "account:3", "owner", frozenset({"E00001"}))
VALID, OTHER = "91310115YY0001W3U8", "91310115YY00020U2U"

A_PARK = NewPark(
    name_zh="临港园区",
    name_en="Lingang Park",
    address_zh="望澜路 1 号",
    address_en="1 Wanglan Road",
    phone="021-5555 0100",
    departments=(
        NewDepartment(code="taxation", name_zh="税务服务科", name_en="Tax Section"),
        NewDepartment(code="office", name_zh="办公室", name_en="Office"),
    ),
)
A_COMPANY = NewEnterprise(
    code="E00001",
    name="上海试澜科技有限公司",
    industry="人工智能",
    size="small",
    credit_code=VALID,
)
CHEN = NewPerson(login="chen@example.com", name="陈思远", phone="021-5555 0101")


def refused(code, deed, *args, **kwargs):
    """The deed says no with this code, and the code has a sentence that its facts fill."""
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code
    assert str(refusals.SENTENCES[code]) % no.value.facts
    return no.value.facts


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_a_park_opens_with_its_departments():
    assert not is_open(PARK)
    open_park(A_PARK, actor=HOUSE)
    assert is_open(PARK)
    assert has_department(PARK, "taxation")
    assert not has_department(PARK, "police")
    assert Department.objects.filter(park=PARK).count() == 2
    assert kinds() == ["park.opened"]


def test_a_park_opens_once_and_only_by_the_house_itself():
    with pytest.raises(NotThere):
        open_park(A_PARK, actor=MANAGER)
    open_park(A_PARK, actor=HOUSE)
    refused("park.already_open", open_park, A_PARK, actor=HOUSE)


def test_a_park_needs_departments_with_codes_of_their_own():
    refused("park.no_departments", open_park, replace(A_PARK, departments=()), actor=HOUSE)
    twice = replace(A_PARK, departments=A_PARK.departments[:1] * 2)
    refused("code.twice", open_park, twice, actor=HOUSE)
    spaced = NewDepartment(code="Tax Office", name_zh="税", name_en="Tax")
    refused("code.unreadable", open_park, replace(A_PARK, departments=(spaced,)), actor=HOUSE)
    assert not is_open(PARK)


def test_a_company_with_a_valid_credit_code_is_verified():
    assert register_enterprise(A_COMPANY, actor=CLERK) == "E00001"
    company = Enterprise.objects.get(park=PARK, code="E00001")
    assert company.is_verified
    assert company.credit_code == VALID
    assert kinds() == ["enterprise.registered"]


def test_a_credit_code_may_be_typed_with_spaces_and_small_letters():
    typed = replace(A_COMPANY, credit_code="91310115 yy0001w3u8")
    code = register_enterprise(typed, actor=CLERK)
    assert Enterprise.objects.get(code=code).credit_code == VALID


def test_a_company_that_is_still_being_registered_has_no_credit_code_yet():
    """Unverified: its limits are tighter until the licence is there."""
    code = register_enterprise(replace(A_COMPANY, credit_code=None), actor=CLERK)
    company = Enterprise.objects.get(park=PARK, code=code)
    assert company.credit_code is None
    assert not company.is_verified
    register_enterprise(replace(A_COMPANY, code="E00002", credit_code=None), actor=CLERK)


def test_a_company_without_a_number_of_the_park_gets_a_short_reference():
    code = register_enterprise(replace(A_COMPANY, code=""), actor=CLERK)
    assert code.startswith("E")
    assert len(code) == 10


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "  "}, "enterprise.nameless"),
        ({"size": "huge"}, "enterprise.size"),
        ({"tier": "friend"}, "enterprise.tier"),
        ({"code": "E:1"}, "enterprise.code"),
        ({"credit_code": "91310115YY0001W3U9"}, "enterprise.credit_code"),
        ({"credit_code": "9131"}, "enterprise.credit_code"),
        ({"credit_code": "A1310115YY0001W3U8"}, "enterprise.credit_code"),
    ],
)
def test_what_is_wrong_with_a_company_is_said(wrong, code):
    refused(code, register_enterprise, replace(A_COMPANY, **wrong), actor=CLERK)
    assert not Enterprise.objects.exists()


def test_a_number_or_credit_code_that_is_taken_is_refused_with_its_holder():
    register_enterprise(A_COMPANY, actor=CLERK)
    other = replace(A_COMPANY, credit_code=OTHER)
    refused("enterprise.code_taken", register_enterprise, other, actor=CLERK)
    again = replace(A_COMPANY, code="E00002")
    facts = refused("enterprise.credit_code_taken", register_enterprise, again, actor=CLERK)
    assert facts["code"] == "E00001"


def test_the_same_credit_code_may_be_in_another_park():
    register_enterprise(A_COMPANY, actor=CLERK)
    register_enterprise(A_COMPANY, actor=system("elsewhere", "test"))


def test_a_company_cannot_enter_itself_or_let_people_in():
    with pytest.raises(NotThere):
        register_enterprise(A_COMPANY, actor=OWNER)
    register_enterprise(A_COMPANY, actor=CLERK)
    with pytest.raises(NotThere):
        add_member(CHEN, enterprise="E00001", role="owner", actor=OWNER)


def test_a_member_acts_for_the_company_and_only_for_it():
    register_enterprise(A_COMPANY, actor=CLERK)
    account = add_member(CHEN, enterprise="E00001", role="owner", actor=CLERK)
    person = person_of(Account.objects.get(pk=account))
    assert person.enterprises == (("E00001", A_COMPANY.name),)
    assert access_enterprise("E00001", actor=person.actor, what=May.BOOK_VISIT).code == "E00001"
    assert not Account.objects.get(pk=account).has_usable_password()
    assert representatives(PARK)["E00001"].actor == person.actor


def test_one_person_may_act_for_several_companies():
    register_enterprise(A_COMPANY, actor=CLERK)
    register_enterprise(replace(A_COMPANY, code="E00002", credit_code=OTHER), actor=CLERK)
    first = add_member(CHEN, enterprise="E00001", role="owner", actor=CLERK)
    again = replace(CHEN, name="老陈")
    assert add_member(again, enterprise="E00002", role="member", actor=CLERK) == first
    assert Account.objects.get().name == "陈思远"
    assert Membership.objects.count() == 2
    refused("member.already", add_member, CHEN, enterprise="E00001", role="owner", actor=CLERK)


def test_what_is_wrong_with_a_member_is_said():
    register_enterprise(A_COMPANY, actor=CLERK)
    entered = {"enterprise": "E00001", "role": "owner", "actor": CLERK}
    refused("account.nameless", add_member, replace(CHEN, name=" "), **entered)
    refused("account.no_login", add_member, replace(CHEN, login=" "), **entered)
    refused("member.role", add_member, CHEN, **{**entered, "role": "boss"})
    with pytest.raises(NotThere):
        add_member(CHEN, **{**entered, "enterprise": "E09999"})


def test_staff_are_employed_by_a_manager_in_a_department():
    open_park(A_PARK, actor=HOUSE)
    account = employ(CHEN, department="taxation", role="clerk", actor=MANAGER)
    (row,) = staff_list(PARK)
    assert (row.id, row.role, row.department_zh) == (account, "clerk", "税务服务科")
    assert person_of(Account.objects.get(pk=account)).actor == row.actor
    assert kinds()[-1] == "staff.employed"


def test_what_is_wrong_with_employing_is_said():
    open_park(A_PARK, actor=HOUSE)
    with pytest.raises(NotThere):
        employ(CHEN, department="taxation", role="clerk", actor=CLERK)
    with pytest.raises(NotThere):
        employ(CHEN, department="police", role="clerk", actor=MANAGER)
    refused("staff.role", employ, CHEN, department="taxation", role="king", actor=MANAGER)
    employ(CHEN, department="taxation", role="clerk", actor=MANAGER)
    refused("account.login_taken", employ, CHEN, department="office", role="clerk", actor=MANAGER)


def test_staff_act_for_no_company():
    open_park(A_PARK, actor=HOUSE)
    employ(CHEN, department="taxation", role="clerk", actor=MANAGER)
    register_enterprise(A_COMPANY, actor=CLERK)
    refused("account.is_staff", add_member, CHEN, enterprise="E00001", role="owner", actor=CLERK)


def test_lists_show_companies_in_the_order_of_their_entry(django_assert_num_queries):
    for n in range(1, 24):
        entered = replace(A_COMPANY, code=f"E{n:05d}", name=f"第{n}家公司", credit_code=None)
        register_enterprise(entered, actor=CLERK)
        person = NewPerson(login=f"p{n}", name=f"陈{n}")
        add_member(person, enterprise=f"E{n:05d}", role="owner", actor=CLERK)
    add_member(CHEN, enterprise="E00002", role="member", actor=CLERK)
    with django_assert_num_queries(2):
        page = enterprises_page(PARK, page=2)
    assert (page.number, page.pages, page.total) == (2, 2, 23)
    assert [row.enterprise for row in page.rows] == ["E00021", "E00022", "E00023"]
    assert enterprises_page(PARK, page=99).number == 2
    assert enterprises_page(PARK, q="没有这家").pages == 1
    assert [row.name for row in enterprises_page(PARK, q=" 第7家 ").rows] == ["陈7"]
    with django_assert_num_queries(1):
        people = accounts_of(PARK, "E00002")
    assert [row.role for row in people] == ["owner", "member"]
