"""Open an account for a company that comes by itself: the person, the company, and that the one acts for the other."""

from dataclasses import dataclass, replace

from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.accounts import NewPerson, as_login
from gaiyue.people.add_member import add_member
from gaiyue.people.credit_codes import read_credit_code
from gaiyue.people.events import SignedUp
from gaiyue.people.models import Enterprise
from gaiyue.people.models.enterprise import MemberRole, Tier
from gaiyue.people.register_enterprise import NewEnterprise, register_enterprise
from gaiyue.people.sign_in import is_taken


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Who signs up, and for which company. The login is an e-mail address that the person has proven to read."""

    person: NewPerson
    enterprise: NewEnterprise


@deed
def sign_up(new: NewAccount, *, actor: Actor, key: str | None = None) -> int:
    """Enter the company with the person in charge of it (负责人) and return the id of the account.

    Everybody may. What staff decide about a company, its own number and its class, a company can't give itself.
    Asked twice with one key, it is done once. Refusals: `account.login_taken`; `sign_up.enterprise_known` (the credit
    code is registered: whose it is stays unsaid); those of `register_enterprise` and of a new account.
    """
    once = Once(actor, "sign_up", key, {"login": new.person.login, "name": new.enterprise.name})
    if (answer := once.answered()) is not None:
        return int(str(answer["account"]))
    if is_taken(actor.park, new.person.login):
        raise Refusal("account.login_taken", {"login": as_login(new.person.login)})
    credit_code = new.enterprise.credit_code
    if credit_code and _is_known(actor.park, read_credit_code(credit_code)):
        raise Refusal("sign_up.enterprise_known")
    house = system(actor.park, "sign_up")
    plain = replace(new.enterprise, tier=Tier.NORMAL.value, code="")
    enterprise = register_enterprise(plain, actor=house)
    role = MemberRole.OWNER.value
    account = add_member(new.person, enterprise=enterprise, role=role, actor=house)
    code = f"account:{account}"
    record(SignedUp(Code(enterprise)), subject=code, actor=Actor(actor.park, code, role))
    once.answer({"account": account})
    return account


def _is_known(park: str, credit_code: str) -> bool:
    """Whether a company of the park has that credit code (blanks gone, in capitals) already."""
    return Enterprise.objects.filter(park=park, credit_code=credit_code).exists()
