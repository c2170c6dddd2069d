"""Enter a company that comes to the park, at the counter: its licence was seen."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.people.enter_enterprise import enter
from gaiyue.people.new_enterprise import NewEnterprise
from gaiyue.people.permissions import May, may

__all__ = ["NewEnterprise", "register_enterprise"]


@deed
def register_enterprise(enterprise: NewEnterprise, *, actor: Actor) -> str:
    """Enter the company and return its code. With a credit code it is verified, without one it is not yet.

    Refusals: `enterprise.nameless`; `enterprise.size` and `enterprise.tier` (unknown); `enterprise.code` (more than
    letters, digits and -); `enterprise.credit_code` (length, letters or check character are wrong);
    `enterprise.code_taken`; `enterprise.credit_code_taken` (with the code of the company that has it).
    """
    if not may(actor, May.KEEP_ENTERPRISES):
        raise NotThere(enterprise.code)
    return enter(enterprise, is_verified=enterprise.credit_code is not None, actor=actor)
