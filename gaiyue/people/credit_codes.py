"""The unified social credit code (统一社会信用代码) of a company: read it, and find who has it."""

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from gaiyue.base.errors import Refusal
from gaiyue.people.models import Enterprise


def read_credit_code(typed: str) -> str:
    """The code without blanks, in capitals. Refusal `enterprise.credit_code` when its check character does not fit."""
    try:
        return str(uscc.validate(typed))
    except ValidationError:
        raise Refusal("enterprise.credit_code", {"credit_code": typed}) from None


def refuse_credit_code_of_another(credit_code: str, *, park: str, company: str) -> None:
    """Refusal `enterprise.credit_code_taken`, with the holder's code, when another company has it."""
    holders = Enterprise.objects.filter(park=park, credit_code=credit_code).exclude(code=company)
    holder = holders.values_list("code", flat=True).first()
    if holder is not None:
        facts = {"credit_code": credit_code, "code": holder}
        raise Refusal("enterprise.credit_code_taken", facts)
