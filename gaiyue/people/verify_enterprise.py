"""Enter the credit code of a company that was still being registered: staff have seen its licence."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.credit_codes import read_credit_code, refuse_credit_code_of_another
from gaiyue.people.events import EnterpriseCorrected, EnterpriseVerified
from gaiyue.people.permissions import May


@deed
def verify_enterprise(enterprise: str, *, credit_code: str, actor: Actor) -> None:
    """The company is verified from now on; for one that is already, its code is corrected.

    Refusals: `enterprise.credit_code` (the check character does not fit), `enterprise.credit_code_taken` (with the
    code of the company that has it: most likely the two are one and should be merged).
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_ENTERPRISES)
    read = read_credit_code(credit_code)
    refuse_credit_code_of_another(read, park=actor.park, company=enterprise)
    if company.credit_code == read and company.is_verified:
        return
    was_verified = company.is_verified
    company.credit_code, company.is_verified = read, True
    company.save(update_fields=["credit_code", "is_verified"])
    corrected = EnterpriseCorrected(fields=(Code("credit_code"),))
    event = corrected if was_verified else EnterpriseVerified()
    record(event, subject=f"enterprise:{enterprise}", actor=actor)
