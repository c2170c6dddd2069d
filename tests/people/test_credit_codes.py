"""Whose a credit code is: whoever says it first has it, until somebody brings the licence to the counter."""

import pytest

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.merge_enterprises import merge_enterprises, preview_merging
from gaiyue.eventlog.models import Event
from gaiyue.people.access import visitor
from gaiyue.people.accounts import NewPerson
from gaiyue.people.claim_credit_code import claim_credit_code
from gaiyue.people.credit_codes import read_credit_code
from gaiyue.people.models import Account, Enterprise, Membership
from gaiyue.people.new_enterprise import NewEnterprise
from gaiyue.people.sign_up import NewAccount, sign_up, sign_up_company
from gaiyue.people.verify_enterprise import verify_enterprise
from tests import make

CODE = "91310115YY0001W3U8"
VISITOR = visitor(make.PARK)
pytestmark = pytest.mark.usefixtures("park")


def signed_up(login: str, credit_code: str | None = CODE) -> make.Company:
    person = NewPerson(login=login, name="陈\u202e思远", phone="021-5555 0101")
    firm = NewEnterprise(
        name="上海\x1b试澜科技", industry="人工智能", size="small", credit_code=credit_code
    )
    account = sign_up(NewAccount(person=person, enterprise=firm), actor=VISITOR)
    company = Membership.objects.get(account_id=account).enterprise
    scope = frozenset({company.code})
    actor = Actor(make.PARK, f"account:{account}", "owner", scope)
    return make.Company(company.code, company.name, account, actor)


def row(company: make.Company) -> Enterprise:
    return Enterprise.objects.get(code=company.code)


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code


def test_a_code_that_fits_proves_nothing_until_staff_have_seen_the_licence():
    """A3: the check digit is arithmetic; the licence is what counts."""
    mine = signed_up("chen@example.com")
    assert (row(mine).credit_code, row(mine).is_verified) == (CODE, False)
    verify_enterprise(mine.code, credit_code=CODE, actor=make.staff())
    assert row(mine).is_verified


def test_what_signs_up_reads_as_it_looks_and_can_be_reached():
    """Nothing unseen in names; whom to reach about the company is known from the start."""
    mine = signed_up("chen@example.com")
    assert (row(mine).name, row(mine).contact_name) == ("上海试澜科技", "陈思远")
    assert row(mine).contact_phone == "021-5555 0101"
    assert Account.objects.get(pk=mine.account).name == "陈思远"


def test_the_second_to_say_a_code_is_told_and_the_licence_decides():
    """The one who brings the licence gets the code from one who only said it; the record shows both."""
    squatter = signed_up("first@example.com")
    refused("sign_up.code_claimed", signed_up, "second@example.com")
    rightful = signed_up("second@example.com", None)
    clerk = make.staff()
    assert verify_enterprise(rightful.code, credit_code=CODE, actor=clerk) == squatter.code
    assert (row(rightful).credit_code, row(rightful).is_verified) == (CODE, True)
    assert (row(squatter).credit_code, row(squatter).is_verified) == (None, False)
    kinds = list(Event.objects.order_by("pk").values_list("kind", "subject"))
    assert kinds[-2:] == [
        ("enterprise.code_taken", f"enterprise:{squatter.code}"),
        ("enterprise.verified", f"enterprise:{rightful.code}"),
    ]
    refused("sign_up.enterprise_known", signed_up, "third@example.com")
    refused(
        "enterprise.credit_code_taken",
        verify_enterprise,
        squatter.code,
        credit_code=CODE,
        actor=clerk,
    )


def test_a_company_says_its_code_later_and_stays_unverified():
    mine, other = signed_up("chen@example.com", None), signed_up("other@example.com")
    refused(
        "sign_up.code_claimed", claim_credit_code, mine.code, credit_code=CODE, actor=mine.actor
    )
    claim_credit_code(mine.code, credit_code="91310115 ma1k12340e", actor=mine.actor)
    assert row(mine).credit_code is not None
    assert not row(mine).is_verified
    with pytest.raises(NotThere):
        claim_credit_code(mine.code, credit_code=CODE, actor=other.actor)
    verify_enterprise(mine.code, credit_code=str(row(mine).credit_code), actor=make.staff())
    refused(
        "enterprise.code_is_verified",
        claim_credit_code,
        mine.code,
        credit_code=CODE,
        actor=mine.actor,
    )


def test_whoever_has_an_account_and_no_company_signs_one_up():
    """And nobody who has one: a second company comes by invitation."""
    mine = signed_up("chen@example.com")
    firm = NewEnterprise(name="上海再来科技", industry="其他", size="micro")
    with pytest.raises(NotThere):
        sign_up_company(firm, actor=mine.actor)
    with pytest.raises(NotThere):
        sign_up_company(firm, actor=make.staff())
    with pytest.raises(NotThere):
        sign_up_company(firm, actor=VISITOR)
    Membership.objects.filter(account_id=mine.account).delete()
    lonely = Actor(make.PARK, f"account:{mine.account}", "member")
    code = sign_up_company(firm, actor=lonely, key="k")
    assert code == sign_up_company(firm, actor=lonely, key="k")
    assert Membership.objects.get(account_id=mine.account).role == "owner"
    assert not Enterprise.objects.get(code=code).is_verified


def test_a_merge_keeps_the_code_that_was_seen():
    """A duplicate with a code that nobody checked does not stand in the way of the real company, nor verify it."""
    claimed, real = signed_up("chen@example.com"), make.a_company("上海试澜科技")
    code = row(real).credit_code
    manager = make.staff("manager")
    effect = preview_merging(real.code, into=claimed.code, actor=manager)
    assert (effect.refusal, effect.hands_on_credit_code) == (None, True)
    merge_enterprises(real.code, into=claimed.code, actor=manager)
    assert (row(claimed).credit_code, row(claimed).is_verified) == (code, True)
    plain, again = make.a_company("没有代码", credit_code=None), signed_up("other@example.com")
    assert not preview_merging(again.code, into=plain.code, actor=manager).hands_on_credit_code
    merge_enterprises(again.code, into=plain.code, actor=manager)
    assert (row(plain).credit_code, row(plain).is_verified) == (CODE, False)


def test_a_code_in_full_width_is_the_same_code():
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in CODE)
    assert read_credit_code(f" {wide} ") == CODE
