"""A counter calls a company up: this one, or whoever has waited longest. 叫号"""

from collections.abc import Iterator
from datetime import datetime

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import asked_at, deed
from gaiyue.booking import facts
from gaiyue.booking.access import lock_visit
from gaiyue.booking.events import AppointmentCalled
from gaiyue.booking.models import Appointment, Counter
from gaiyue.booking.states import State
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.rules.call import CallFacts, decide_call

AT_ONCE = 50
"""How many who wait are looked at in one go: each may be called by another counter meanwhile."""


@judged
@deed
def call_visit(
    reference: str, *, counter: int, actor: Actor, seen_version: int | None = None
) -> None:
    """Call this visit to the counter (an id); as often as needed.

    `seen_version` is what the caller saw on the board: when another counter has called the visit since, that is said
    instead. Raises Refused, and NotThere for who is not at the counter, and for a counter that isn't there. Refusal
    "call.counter_retired" when the counter receives nobody any more.
    """
    visit = lock_visit(reference, actor=actor, what=May.RECEIVE_VISIT)
    place = _counter(counter, park=actor.park)
    rules = facts.rules_for(actor.park, visit.service.code)
    known = CallFacts(
        asked_at=rules.at,
        state=visit.state,
        visit_starts_at=visit.block.starts_at,
        is_same_location=visit.block.location_id == place.location_id,
        taken_at=_taken_at(visit, place, seen_version),
    )
    refuse_unless_allowed(rules.judge(decide_call, known), subject=visit.reference)
    visit.called_at, visit.called_to = rules.at, place
    visit.version += 1
    visit.save(update_fields=["called_at", "called_to", "version"])
    _refuse_retired(place)
    record(AppointmentCalled(counter=place.pk), subject=visit.reference, actor=actor)


@deed
def call_next(counter: int, *, actor: Actor, key: str | None = None) -> str | None:
    """Call who has waited longest today for what this counter does; the reference, None when nobody waits.

    A counter does the services of all counters of its name at its location. Two counters never call the same visit:
    each claims it by one conditional UPDATE, and who comes second goes on to the next. Asked twice with one `key`, it
    calls one company and names it twice. Raises NotThere for who is not at the counter, and for a counter that isn't
    there. Refusals: "call.counter_retired"; "idempotency.key_reused" for the key of another counter.
    """
    if not may(actor, May.RECEIVE_VISIT):
        raise NotThere(str(counter))
    once = Once(actor, "call_next", key, {"counter": counter})
    if (answer := once.answered()) is not None:
        return str(answer["reference"]) or None
    called = _call_longest(_counter(counter, park=actor.park), actor=actor)
    once.answer({"reference": called or ""})
    return called


def _call_longest(place: Counter, *, actor: Actor) -> str | None:
    at = asked_at()
    for visit in _waiting(place):
        if _claim(visit, place, at):
            _refuse_retired(place)
            record(AppointmentCalled(counter=place.pk), subject=visit.reference, actor=actor)
            return visit.reference
    return None


def _counter(counter: int, *, park: str) -> Counter:
    found = Counter.objects.filter(park=park, pk=counter).first()
    if found is None:
        raise NotThere(str(counter))
    if found.is_retired:
        raise Refusal("call.counter_retired")
    return found


def _refuse_retired(place: Counter) -> None:
    """Read the counter again and lock it: who retires it waits for this call, and then finds the visit there.

    The visit's pointing at it locks nothing before the COMMIT, when PostgreSQL first looks at foreign keys.
    """
    rows = Counter.objects.select_for_update(no_key=True).filter(park=place.park, pk=place.pk)
    if list(rows.values_list("is_retired", flat=True)) != [False]:
        raise Refusal("call.counter_retired")


def _taken_at(visit: Appointment, place: Counter, seen_version: int | None) -> datetime | None:
    if seen_version is None or seen_version == visit.version or visit.called_to_id == place.pk:
        return None
    return visit.called_at


def _waiting(place: Counter) -> Iterator[Appointment]:
    """Who waits here today, longest first; asked again for as long as others were faster with all of them."""
    same_desk = Counter.objects.filter(
        park=place.park,
        location_id=place.location_id,
        name_zh=place.name_zh,
        is_retired=False,
    )
    waiting = Appointment.objects.filter(
        park=place.park,
        block__park=place.park,
        block__on=clock.today(),
        block__location_id=place.location_id,
        holds_seat=True,
        service__in=same_desk.values("service_id"),
        state=State.CHECKED_IN,
        called_at__isnull=True,
    ).order_by("received_at", "pk")
    while found := list(waiting[:AT_ONCE]):
        yield from found


def _claim(visit: Appointment, place: Counter, at: datetime) -> bool:
    unchanged = Appointment.objects.filter(
        pk=visit.pk, version=visit.version, state=State.CHECKED_IN, called_at__isnull=True
    )
    called = unchanged.update(called_at=at, called_to=place, version=visit.version + 1)
    return called == 1
