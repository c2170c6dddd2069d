"""Open an account for a company that comes by itself: the person, the company, and that the one acts for the other.

What a company says of itself nobody has checked: it is unverified, with or without a credit code, until staff have
seen its licence.
"""

from dataclasses import dataclass, replace
from typing import Final

from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.access import account_id
from gaiyue.people.accounts import NewPerson, as_login
from gaiyue.people.add_member import add_member
from gaiyue.people.credit_codes import refuse_known_credit_code
from gaiyue.people.enter_enterprise import enter
from gaiyue.people.events import SignedUp
from gaiyue.people.models import Account, Membership, Staff
from gaiyue.people.models.enterprise import MemberRole, Tier
from gaiyue.people.new_enterprise import NewEnterprise
from gaiyue.people.sign_in import is_taken

IN_CHARGE: Final = MemberRole.OWNER.value


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Who signs up, and for which company. The login is an e-mail address that the person has proven to read."""

    person: NewPerson
    enterprise: NewEnterprise


@deed
def sign_up(new: NewAccount, *, actor: Actor, key: str | None = None) -> int:
    """Enter the company with the person in charge of it (负责人) and return the id of the account.

    Everybody may. What staff decide about a company, its own number, its class and that it is verified, a company
    can't give itself. Asked twice with one key, it is done once. Refusals: `account.login_taken`;
    `sign_up.enterprise_known` and `sign_up.code_claimed` (the credit code is registered, with a licence that was seen
    or without: whose it is stays unsaid); those of `register_enterprise` and of a new account.
    """
    once = Once(actor, "sign_up", key, {"login": new.person.login, "name": new.enterprise.name})
    if (answer := once.answered()) is not None:
        return int(str(answer["account"]))
    if is_taken(actor.park, new.person.login):
        raise Refusal("account.login_taken", {"login": as_login(new.person.login)})
    enterprise = _enter(new.enterprise, contact=new.person, park=actor.park)
    house = system(actor.park, "sign_up")
    account = add_member(new.person, enterprise=enterprise, role=IN_CHARGE, actor=house)
    code = f"account:{account}"
    record(SignedUp(Code(enterprise)), subject=code, actor=Actor(actor.park, code, IN_CHARGE))
    once.answer({"account": account})
    return account


@deed
def sign_up_company(enterprise: NewEnterprise, *, actor: Actor, key: str | None = None) -> str:
    """Enter the company of somebody who has an account already and acts for none; its code is returned.

    NotThere for staff, for whoever acts for a company, and for nobody. Refusals as in `sign_up`.
    """
    once = Once(actor, "sign_up_company", key, {"name": enterprise.name})
    if (answer := once.answered()) is not None:
        return str(answer["enterprise"])
    account = _without_company(actor)
    person = NewPerson(login=account.login, name=account.name, phone=account.phone)
    code = _enter(enterprise, contact=person, park=actor.park)
    add_member(person, enterprise=code, role=IN_CHARGE, actor=system(actor.park, "sign_up"))
    record(SignedUp(Code(code)), subject=actor.code, actor=actor)
    once.answer({"enterprise": code})
    return code


def _enter(enterprise: NewEnterprise, *, contact: NewPerson, park: str) -> str:
    if enterprise.credit_code:
        refuse_known_credit_code(enterprise.credit_code, park=park)
    plain = replace(
        enterprise,
        tier=Tier.NORMAL.value,
        code="",
        contact_name=contact.name,
        contact_phone=contact.phone,
    )
    return enter(plain, is_verified=False, actor=system(park, "sign_up"))


def _without_company(actor: Actor) -> Account:
    """The account of the actor, locked; NotThere for whoever has a company, or works for the park."""
    rows = Account.objects.select_for_update(no_key=True)
    account = rows.filter(park=actor.park, pk=account_id(actor) or 0).first()
    if account is None:
        raise NotThere(actor.code)
    mine = {"park": actor.park, "account": account}
    if Membership.objects.filter(**mine).exists() or Staff.objects.filter(**mine).exists():
        raise NotThere(actor.code)
    return account
