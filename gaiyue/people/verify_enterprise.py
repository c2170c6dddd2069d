"""Say that a company is the one of this credit code: staff have seen its licence."""

from django.db.models import Q

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import access_enterprise, lock_enterprise
from gaiyue.people.credit_codes import read_credit_code, refuse_credit_code_of_another
from gaiyue.people.events import (
    EnterpriseCodeTaken,
    EnterpriseCorrected,
    EnterpriseVerified,
)
from gaiyue.people.models import Enterprise
from gaiyue.people.permissions import May


@deed
def verify_enterprise(enterprise: str, *, credit_code: str, actor: Actor) -> str:
    """The company is verified from now on; for one that is already, its code is corrected.

    A code that another company only said was its own is taken from that one, whose code is returned: most likely the
    two are one and should be merged. "" when nobody else had it. Refusals: `enterprise.credit_code` (the check
    character does not fit), `enterprise.credit_code_taken` (with the code of the verified company that has it).
    """
    access_enterprise(enterprise, actor=actor, what=May.KEEP_ENTERPRISES)
    read = read_credit_code(credit_code)
    _lock_both(enterprise, read, park=actor.park)
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_ENTERPRISES)
    refuse_credit_code_of_another(read, park=actor.park, company=enterprise)
    if company.credit_code == read and company.is_verified:
        return ""
    loser = _take_away(read, company=company, actor=actor)
    was_verified = company.is_verified
    company.credit_code, company.is_verified = read, True
    company.save(update_fields=["credit_code", "is_verified"])
    corrected = EnterpriseCorrected(fields=(Code("credit_code"),))
    event = corrected if was_verified else EnterpriseVerified()
    record(event, subject=f"enterprise:{enterprise}", actor=actor)
    return loser


def _lock_both(enterprise: str, credit_code: str, *, park: str) -> None:
    """The company and whoever has the code, by ascending id: two of these at once never wait for each other."""
    rows = Enterprise.objects.select_for_update(no_key=True).filter(
        Q(code=enterprise) | Q(credit_code=credit_code), park=park
    )
    list(rows.order_by("pk").values_list("pk"))


def _take_away(credit_code: str, *, company: Enterprise, actor: Actor) -> str:
    """The code of the unverified company that had said it; it has none now."""
    rows = Enterprise.objects.filter(park=company.park, credit_code=credit_code)
    holder = rows.exclude(pk=company.pk).first()
    if holder is None:
        return ""
    holder.credit_code = None
    holder.save(update_fields=["credit_code"])
    taken = EnterpriseCodeTaken(by=Code(company.code))
    record(taken, subject=f"enterprise:{holder.code}", actor=actor)
    return holder.code
