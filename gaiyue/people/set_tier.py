"""Say what a company's priority follows from: 高新技术企业, 重点招商项目, or nothing special."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.events import TierSet
from gaiyue.people.models.enterprise import Tier
from gaiyue.people.permissions import May
from gaiyue.people.seen import refuse_changed

REASON_LENGTH = 500


@deed
def set_tier(enterprise: str, *, tier: str, reason: str, actor: Actor, seen: str = "") -> None:
    """Give the company that tier; why is kept beside the event and can be erased. The same tier changes nothing.

    Refusals: `enterprise.tier` (unknown), `enterprise.tier_reason` (none was given), `enterprise.too_long`;
    `form.changed_since`, when `seen` marks another tier than that of now (people/seen.py).
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_ENTERPRISES)
    if tier not in Tier.values:
        raise Refusal("enterprise.tier", {"tier": tier})
    why = reason.strip()
    if not why:
        raise Refusal("enterprise.tier_reason")
    if len(why) > REASON_LENGTH:
        raise Refusal("enterprise.too_long", {"typed": f"{why[:20]}…", "most": REASON_LENGTH})
    if company.tier == tier:
        return
    refuse_changed(seen, {"tier": company.tier})
    before, company.tier = company.tier, tier
    company.save(update_fields=["tier"])
    record(
        TierSet(before=Code(before), after=Code(tier)),
        subject=f"enterprise:{enterprise}",
        actor=actor,
        details={"reason": why},
        about=enterprise,
    )
