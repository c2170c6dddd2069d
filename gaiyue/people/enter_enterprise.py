"""The row of a company, for the deeds that enter one: by staff, by itself."""

import re

from django.db.models import Q

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.references import new_reference
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.credit_codes import read_credit_code
from gaiyue.people.events import EnterpriseRegistered
from gaiyue.people.models import Enterprise
from gaiyue.people.models.enterprise import Size, Tier
from gaiyue.people.new_enterprise import NewEnterprise

_OWN_NUMBER = re.compile(r"[A-Za-z0-9-]{1,32}")


def enter(enterprise: NewEnterprise, *, is_verified: bool, actor: Actor) -> str:
    """Enter the company, to be called in a deed that has asked whether the actor may; its code is returned.

    `is_verified` is whether the licence was seen. Refusals as in `register_enterprise`.
    """
    name = one_line(enterprise.name)
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
        industry=one_line(enterprise.industry),
        size=enterprise.size,
        tier=enterprise.tier,
        is_verified=is_verified,
        contact_name=one_line(enterprise.contact_name),
        contact_phone=one_line(enterprise.contact_phone),
    )
    event = EnterpriseRegistered(
        size=Code(enterprise.size), tier=Code(enterprise.tier), is_verified=is_verified
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
