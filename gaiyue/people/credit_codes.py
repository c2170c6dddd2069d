"""The 统一社会信用代码 of a company: read it, and find who has it.

A code is reserved in a park by whoever says it first. With a licence that staff have seen it stays there; without one
it goes over to the company that brings the licence (docs/decisions/0010).
"""

import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from gaiyue.base.errors import Refusal
from gaiyue.people.models import Enterprise


def read_credit_code(typed: str) -> str:
    """The code without blanks, in capitals; full-width characters mean the same.

    Refusal `enterprise.credit_code` when its check character does not fit.
    """
    try:
        return str(uscc.validate(unicodedata.normalize("NFKC", typed)))
    except ValidationError:
        raise Refusal("enterprise.credit_code", {"credit_code": typed}) from None


def refuse_known_credit_code(typed: str, *, park: str, company: str = "") -> None:
    """For a company that speaks for itself: refuse the code when another has it, without saying which.

    Refusals: `sign_up.enterprise_known` when its licence was seen, `sign_up.code_claimed` when nobody saw one: then
    whoever brings the licence gets the code.
    """
    rows = Enterprise.objects.filter(park=park, credit_code=read_credit_code(typed))
    was_seen = rows.exclude(code=company).values_list("is_verified", flat=True).first()
    if was_seen:
        raise Refusal("sign_up.enterprise_known")
    if was_seen is False:
        raise Refusal("sign_up.code_claimed")


def refuse_credit_code_of_another(credit_code: str, *, park: str, company: str) -> None:
    """Refusal `enterprise.credit_code_taken`, with the holder's code, when a verified company has it."""
    holders = Enterprise.objects.filter(park=park, credit_code=credit_code, is_verified=True)
    holder = holders.exclude(code=company).values_list("code", flat=True).first()
    if holder is not None:
        facts = {"credit_code": credit_code, "code": holder}
        raise Refusal("enterprise.credit_code_taken", facts)
