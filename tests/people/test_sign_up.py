"""Sign up, another address, a password, a language: the deeds, with what they refuse and record."""

from dataclasses import replace

import pytest

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.eventlog.models import Event
from gaiyue.people.access import person_of, visitor
from gaiyue.people.accounts import NewPerson
from gaiyue.people.change_address import change_address
from gaiyue.people.models import Account, Enterprise
from gaiyue.people.register_enterprise import NewEnterprise
from gaiyue.people.set_language import set_language
from gaiyue.people.set_password import set_password
from gaiyue.people.sign_up import NewAccount, sign_up
from tests import make

NEW = NewAccount(
    person=NewPerson(login="Chen@example.com", name="陈思远", phone="021-5555 0101"),
    enterprise=NewEnterprise(
        name="上海试澜科技有限公司",
        industry="人工智能",
        size="small",
        credit_code="91310115YY0001W3U8",
        tier="key_project",
        code="E00001",
    ),
)
VISITOR = visitor(make.PARK)
pytestmark = pytest.mark.usefixtures("park")


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code


def test_a_person_signs_up_with_a_company_and_is_in_charge_of_it():
    """What only staff decide, its number and its class, a company can't give itself."""
    account = Account.objects.get(pk=sign_up(NEW, actor=VISITOR))
    company = Enterprise.objects.get()
    assert (company.tier, company.code != "E00001") == ("normal", True)
    assert person_of(account).actor.role == "owner"
    assert (account.login, account.email) == ("chen@example.com", "chen@example.com")
    assert not account.has_usable_password()
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["enterprise.registered", "member.added", "account.signed_up"]


def test_asked_twice_with_one_key_it_is_done_once():
    assert sign_up(NEW, actor=VISITOR, key="k") == sign_up(NEW, actor=VISITOR, key="k")
    assert Enterprise.objects.count() == 1


def test_a_known_company_or_address_is_refused_and_leaves_nothing():
    sign_up(NEW, actor=VISITOR)
    other = replace(NEW, person=NewPerson(login="other@example.com", name="王"))
    refused("sign_up.code_claimed", sign_up, other, actor=VISITOR)
    refused("account.login_taken", sign_up, NEW, actor=VISITOR)
    nameless = replace(
        NEW,
        person=NewPerson(login="third@example.com", name=" "),
        enterprise=replace(NEW.enterprise, credit_code=None),
    )
    refused("account.nameless", sign_up, nameless, actor=VISITOR)
    assert (Account.objects.count(), Enterprise.objects.count()) == (1, 1)


def test_only_oneself_changes_one_s_address_and_to_a_free_one():
    mine, other = make.a_company(), make.a_company("别家")
    change_address(mine.account, "New@example.com", actor=mine.actor)
    assert Account.objects.get(pk=mine.account).login == "new@example.com"
    taken = Account.objects.get(pk=other.account).login
    refused("account.login_taken", change_address, mine.account, taken, actor=mine.actor)
    with pytest.raises(NotThere):
        change_address(mine.account, "x@example.com", actor=other.actor)


def test_a_password_is_kept_for_an_account_of_the_park_alone():
    mine = make.a_company()
    set_password(mine.account, "hashed", park=make.PARK)
    assert Account.objects.get(pk=mine.account).password == "hashed"
    with pytest.raises(NotThere):
        set_password(mine.account, "hashed", park="elsewhere")


def test_a_language_is_kept_for_whoever_has_an_account():
    mine = make.a_company()
    before = Event.objects.count()
    for actor in (mine.actor, mine.actor, VISITOR, Actor(make.PARK, "link:7KQ2MX4TB", "x")):
        set_language("en", actor=actor)
    assert Account.objects.get(pk=mine.account).language == "en"
    assert Event.objects.count() == before + 1
