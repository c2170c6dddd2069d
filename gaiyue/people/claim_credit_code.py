"""A company that had no credit code yet says its own: unverified still, until staff have seen the licence."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.credit_codes import read_credit_code, refuse_known_credit_code
from gaiyue.people.events import EnterpriseCorrected
from gaiyue.people.permissions import May


@deed
def claim_credit_code(enterprise: str, *, credit_code: str, actor: Actor) -> None:
    """Keep the code as the company says it; the person in charge of it may.

    Refusals: `enterprise.code_is_verified` (staff have seen the licence: they change it), `enterprise.credit_code`,
    `sign_up.enterprise_known` and `sign_up.code_claimed` as in signing up.
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_PROFILE)
    read = read_credit_code(credit_code)
    if company.credit_code == read:
        return
    if company.is_verified:
        raise Refusal("enterprise.code_is_verified")
    refuse_known_credit_code(read, park=actor.park, company=enterprise)
    company.credit_code = read
    company.save(update_fields=["credit_code"])
    event = EnterpriseCorrected(fields=(Code("credit_code"),))
    record(event, subject=f"enterprise:{enterprise}", actor=actor)
