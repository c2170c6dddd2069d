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
    if actor.park != park:
        raise NotThere(park)
    of_service = PolicyEdition.objects.filter(park=park, service=service)
    last = of_service.aggregate(last=Max("number"))["last"] or 0
    return insert_edition(
        last + 1, service, limits=limits, actor=actor, effective_from=effective_from, note=note
    )


def insert_edition(
    number: int,
    service: str,
    *,
    limits: Limits,
    actor: Actor,
    effective_from: datetime | None,
    note: Code = NO_NOTE,
) -> EditionRef:
    """Make exactly the edition of that number, in the transaction of the deed that decided on it.

    IntegrityError when it was made in the meantime: that deed runs again, and judges what is there by then.
    """
    if not may(actor, May.PUBLISH_RULES):
        raise NotThere(actor.park)
    now = clock.now()
    ref = EditionRef(number, service, effective_from or now)
    if ref.effective_from < now:
        raise Refusal("policy.effective_in_past", {"wanted": ref.effective_from, "now": now})
    written = to_json(limits)
    row = PolicyEdition.objects.create(
        park=actor.park,
        service=service,
        number=number,
        effective_from=ref.effective_from,
        limits=written,
        digest=digest_of(written),
        made_at=now,
        actor=actor.code,
        note=note,
    )
    event = PolicyPublished(
        service=Code(service),
        number=number,
        effective_from=ref.effective_from,
        digest=Digest(row.digest),
        note=note,
    )
    record(event, subject=f"policy:{service}", actor=actor, edition=ref.code)
    return ref


def digest_of(written: dict[str, object]) -> str:
    """The sha256 of limits as canonical JSON."""
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
