"""Who hears what: from an event about a visit to the notices of those whom it concerns and who did not do it."""

from datetime import timedelta

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.transaction import deed
from gaiyue.booking.queries.visits import visit
from gaiyue.eventlog.one import OneEvent, one_event
from gaiyue.jobs.claim import Claimed
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel, State
from gaiyue.people.access import roles_of
from gaiyue.people.queries import accounts_of

NEWS_FOR = timedelta(days=3)
"""What happened longer ago than this, such as imported history, is nobody's news."""
KEPT = ("starts_at", "from_starts_at", "to_starts_at")


def plan_notices(job: Claimed) -> None:
    """Enter one notice for each person of the company who did not do it; run again, it enters none twice."""
    event = one_event(job.park, int(str(job.payload["event"])))
    if clock.now() - event.at < NEWS_FOR:
        _plan(job.park, event)


@deed
def _plan(park: str, event: OneEvent) -> None:
    row = visit(event.subject, actor=system(park, "notify"))
    role = roles_of(park, [event.actor])[event.actor]
    facts = {
        "reference": row.reference,
        "enterprise": row.enterprise_name,
        "service_zh": row.service_zh,
        "service_en": row.service_en,
        "by": role if role in ("member", "link", "system") else "staff",
        **{name: event.facts[name] for name in KEPT if name in event.facts},
    }
    who = [f"account:{one.id}" for one in accounts_of(park, row.enterprise)]
    now = clock.now()
    Message.objects.bulk_create(
        [
            Message(
                park=park,
                key=f"event:{event.id}/{Channel.INAPP}/{code}",
                event=event.id,
                channel=Channel.INAPP,
                recipient=code,
                kind=event.kind,
                facts=facts,
                state=State.SHOWN,
                created_at=event.at,
                sent_at=now,
            )
            for code in who
            if code != event.actor
        ],
        ignore_conflicts=True,
    )
