"""Who hears what: from an event to the notices of those whom it concerns and who did not do it."""

from collections.abc import Mapping
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
from gaiyue.people.queries import MemberRow, accounts_of

NEWS_FOR = timedelta(days=3)
"""What happened longer ago than this, such as imported history, is nobody's news."""
KEPT = ("starts_at", "from_starts_at", "to_starts_at")


def plan_notices(job: Claimed) -> None:
    """Enter one notice for each person whom it concerns and who did not do it; run again, it enters none twice."""
    event = one_event(job.park, int(str(job.payload["event"])))
    if clock.now() - event.at < NEWS_FOR:
        _plan(job.park, event)


@deed
def _plan(park: str, event: OneEvent) -> None:
    role = roles_of(park, [event.actor])[event.actor]
    by = role if role in ("member", "link", "system") else "staff"
    tell = _of_a_member if event.kind.startswith("member.") else _of_a_visit
    people, facts = tell(park, event)
    codes = [f"account:{one.id}" for one in people]
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
                facts={**facts, "by": by},
                state=State.SHOWN,
                created_at=event.at,
                sent_at=now,
            )
            for code in codes
            if code not in (event.actor, event.subject)
        ],
        ignore_conflicts=True,
    )


def _of_a_visit(park: str, event: OneEvent) -> tuple[list[MemberRow], Mapping[str, object]]:
    """Everybody who acts for the company."""
    row = visit(event.subject, actor=system(park, "notify"))
    facts = {
        "reference": row.reference,
        "enterprise": row.enterprise_name,
        "service_zh": row.service_zh,
        "service_en": row.service_en,
        **{name: event.facts[name] for name in KEPT if name in event.facts},
    }
    return accounts_of(park, row.enterprise), facts


def _of_a_member(park: str, event: OneEvent) -> tuple[list[MemberRow], Mapping[str, object]]:
    """The people in charge of the company; nobody when the new one has left again."""
    everybody = accounts_of(park, str(event.facts["enterprise"]))
    new = next((one for one in everybody if f"account:{one.id}" == event.subject), None)
    if new is None:
        return [], {}
    owners = [one for one in everybody if one.role == "owner"]
    return owners, {"enterprise": new.enterprise_name, "name": new.name, "role": new.role}
