"""Publish what somebody has worked out on a page: only when nobody else has published in the meantime."""

from datetime import datetime

from django.db.models import Max

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.limits_json import from_json
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.publish import insert_edition


@deed
def publish_after(
    last: int,
    service: str,
    *,
    limits: Limits,
    actor: Actor,
    effective_from: datetime | None = None,
) -> EditionRef:
    """Make the edition that follows number `last` (0 for the first one of a service).

    Sent twice, it is done once: the same limits by the same person answer with the edition that they made. Refusal
    "policy.edition_since" when another edition was published since, besides those of `publish_edition`. One
    that is published at this very moment has the same number: of the two one collides, runs again, and is refused.
    """
    if not may(actor, May.PUBLISH_RULES):
        raise NotThere(service)
    of_service = PolicyEdition.objects.filter(park=actor.park, service=service)
    newest = of_service.aggregate(last=Max("number"))["last"] or 0
    if newest != last:
        row = of_service.get(number=newest)
        is_mine = newest == last + 1 and row.actor == actor.code and not row.follows_park
        if is_mine and from_json(row.limits) == limits:
            return EditionRef(newest, service, row.effective_from)
        raise Refusal("policy.edition_since", {"number": newest})
    return insert_edition(
        last + 1, service, limits=limits, actor=actor, effective_from=effective_from
    )
