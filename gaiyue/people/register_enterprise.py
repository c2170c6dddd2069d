"""Enter a company that comes to the park."""

import re
from dataclasses import dataclass

from django.db.models import Q

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.references import new_reference
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.credit_codes import read_credit_code
from gaiyue.people.events import EnterpriseRegistered
from gaiyue.people.models import Enterprise
from gaiyue.people.models.enterprise import Size, Tier
from gaiyue.people.permissions import May, may

_OWN_NUMBER = re.compile(r"[A-Za-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnterprise:
    """A company to enter.

    `credit_code` is its 统一社会信用代码, None while it is still being registered. `code` is the park's own number
    of it, e.g. E00123, where the park has one; without it the company gets a short reference.
    """

    name: str
    industry: str
    size: str
    credit_code: str | None = None
    tier: str = Tier.NORMAL.value
    code: str = ""


@deed
def register_enterprise(enterprise: NewEnterprise, *, actor: Actor) -> str:
    """Enter the company and return its code. With a credit code it is verified, without one it is not yet.

    Refusals: `enterprise.nameless`; `enterprise.size` and `enterprise.tier` (unknown); `enterprise.code` (more than
    letters, digits and -); `enterprise.credit_code` (length, letters or check character are wrong);
    `enterprise.code_taken`; `enterprise.credit_code_taken` (with the code of the company that has it).
    """
    if not may(actor, May.KEEP_ENTERPRISES):
        raise NotThere(enterprise.code)
    name = enterprise.name.strip()
    if not name:
        raise Refusal("enterprise.nameless")
    if enterprise.size not in Size.values:
        raise Refusal("enterprise.size", {"size": enterprise.size})
    if enterprise.tier not in Tier.values:
        raise Refusal("enterprise.tier", {"tier": enterprise.tier})
    typed = enterprise.credit_code
    credit_code = None if typed is None else read_credit_code(typed)
    code = enterprise.code or f"E{new_reference()}"
    if not _OWN_NUMBER.fullmatch(code):
        raise Refusal("enterprise.code", {"code": code})
    _refuse_twice(actor.park, code, credit_code)
    Enterprise.objects.create(
        park=actor.park,
        code=code,
        name=name,
        credit_code=credit_code,
        industry=enterprise.industry,
        size=enterprise.size,
        tier=enterprise.tier,
        is_verified=credit_code is not None,
    )
    event = EnterpriseRegistered(
        size=Code(enterprise.size),
        tier=Code(enterprise.tier),
        is_verified=credit_code is not None,
    )
    record(event, subject=f"enterprise:{code}", actor=actor)
    return code


def _refuse_twice(park: str, code: str, credit_code: str | None) -> None:
    same = Q(code=code) if credit_code is None else Q(code=code) | Q(credit_code=credit_code)
    for holder in Enterprise.objects.filter(same, park=park).values_list("code", flat=True):
        if holder == code:
            raise Refusal("enterprise.code_taken", {"code": code})
        taken = {"credit_code": str(credit_code), "code": holder}
        raise Refusal("enterprise.credit_code_taken", taken)
