"""A service gives up rules of its own and follows the park's again, from now or from a moment to come."""

from datetime import datetime

from django.db.models import Max

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.events import PolicyFollowsPark
from gaiyue.policy.limits_json import to_json
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.publish import digest_of
from gaiyue.policy.queries import WHOLE_PARK, has_own, limits_in_force


@deed
def follow_park(
    last: int, service: str, *, actor: Actor, effective_from: datetime | None = None
) -> EditionRef:
    """Make the edition after number `last` of the service; from its moment on the park's rules decide, as they change.

    Sent twice, it is done once. Refusals: "policy.edition_since" when another edition was published since;
    "policy.effective_in_past"; "policy.follows_already" for a service without rules of its own at that moment. NotThere
    for the park itself, and for an actor who may not publish rules.
    """
    if service == WHOLE_PARK or not may(actor, May.PUBLISH_RULES):
        raise NotThere(service)
    now = clock.now()
    begins = effective_from or now
    of_service = PolicyEdition.objects.filter(park=actor.park, service=service)
    newest = of_service.aggregate(last=Max("number"))["last"] or 0
    if newest != last:
        row = of_service.get(number=newest)
        if newest == last + 1 and row.actor == actor.code and row.follows_park:
            return EditionRef(newest, service, row.effective_from)
        raise Refusal("policy.edition_since", {"number": newest})
    if begins < now:
        raise Refusal("policy.effective_in_past", {"wanted": begins, "now": now})
    if not has_own(actor.park, service, begins):
        raise Refusal("policy.follows_already", {"since": begins})
    written = to_json(limits_in_force(actor.park, WHOLE_PARK, begins)[0])
    row = PolicyEdition.objects.create(
        park=actor.park,
        service=service,
        number=newest + 1,
        effective_from=begins,
        limits=written,
        digest=digest_of(written),
        made_at=now,
        actor=actor.code,
        note="",
        follows_park=True,
    )
    ref = EditionRef(number=row.number, service=service, effective_from=begins)
    event = PolicyFollowsPark(service=Code(service), number=row.number, effective_from=begins)
    record(event, subject=f"policy:{service}", actor=actor, edition=ref.code)
    return ref
