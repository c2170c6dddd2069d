"""Put new limits in force: make the next edition. Nobody edits an edition."""

import hashlib
import json
from datetime import datetime
from typing import Final

from django.db.models import Max

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code, Digest
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.events import PolicyPublished
from gaiyue.policy.limits import Limits
from gaiyue.policy.limits_json import to_json
from gaiyue.policy.models import PolicyEdition

NO_NOTE: Final = Code("")


@deed
def publish_edition(
    park: str,
    service: str,
    *,
    limits: Limits,
    actor: Actor,
    effective_from: datetime | None = None,
    note: Code = NO_NOTE,
) -> EditionRef:
    """Make the next edition of the limits of a service, or of the whole park (queries.WHOLE_PARK).

    Without `effective_from` it is in force from now on. Refusal "policy.effective_in_past" for an earlier moment:
    whoever asked then was answered by the limits of then. NotThere for an actor of another park, or one who may
    not publish rules. Two at once collide on the number, and the later one runs again.
    """
    if actor.park != park or not may(actor, May.PUBLISH_RULES):
        raise NotThere(park)
    now = clock.now()
    effective_from = effective_from or now
    if effective_from < now:
        raise Refusal("policy.effective_in_past", {"wanted": effective_from, "now": now})
    written = to_json(limits)
    of_service = PolicyEdition.objects.filter(park=park, service=service)
    row = PolicyEdition.objects.create(
        park=park,
        service=service,
        number=(of_service.aggregate(last=Max("number"))["last"] or 0) + 1,
        effective_from=effective_from,
        limits=written,
        digest=digest_of(written),
        made_at=now,
        actor=actor.code,
        note=note,
    )
    ref = EditionRef(number=row.number, service=service, effective_from=effective_from)
    event = PolicyPublished(
        service=Code(service),
        number=row.number,
        effective_from=effective_from,
        digest=Digest(row.digest),
        note=note,
    )
    record(event, subject=f"policy:{service}", actor=actor, edition=ref.code)
    return ref


def digest_of(written: dict[str, object]) -> str:
    """The sha256 of limits as canonical JSON."""
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
