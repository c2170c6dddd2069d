"""Keep the counters where a service is received: add, rename, retire. Visits point to counters: rows stay."""

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Appointment, Block, Counter, Location, Service, Template
from gaiyue.booking.offer_events import CounterAdded, CounterRenamed, CounterRetired
from gaiyue.booking.offer_fields import check_texts, correct, keep_service
from gaiyue.booking.open_service import NewCounter
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.booking.states import State
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@deed
def add_counter(service: str, new: NewCounter, *, actor: Actor) -> int:
    """Receive the service at a counter of a building; its id. A retired one of that name comes back.

    Refusals: `offer.nameless`, `offer.too_long`, `service.location`, `counter.name_taken`.
    """
    row = keep_service(service, actor=actor)
    place = Location.objects.filter(park=actor.park, code=new.location).first()
    if place is None:
        raise Refusal("service.location", {"location": new.location})
    texts = {"name_zh": new.name_zh, "name_en": new.name_en}
    check_texts(texts, model=Counter)
    same = Counter.objects.filter(
        park=actor.park, service=row, location=place, name_zh=new.name_zh
    ).first()
    if same is not None and not same.is_retired:
        raise Refusal("counter.name_taken", {"name": new.name_zh})
    counter = same or Counter(park=actor.park, service=row, location=place)
    for name, value in {**texts, "is_retired": False}.items():
        setattr(counter, name, value)
    counter.save()
    event = CounterAdded(counter=counter.pk, location=Code(place.code))
    record(event, subject=f"service:{service}", actor=actor)
    return counter.pk


@deed
def rename_counter(
    service: str, counter: int, new: NewCounter, *, actor: Actor, seen: str = ""
) -> None:
    """Give the counter other names; where it stands stays.

    Refusals as for adding, `counter.retired`; `form.changed_since`, when `seen` marks other names than those of now.
    """
    row = keep_service(service, actor=actor)
    found = _in_use(row, counter)
    texts = {"name_zh": new.name_zh, "name_en": new.name_en}
    check_texts(texts, model=Counter)
    others = Counter.objects.filter(park=actor.park, service=row, location=found.location)
    if others.filter(name_zh=new.name_zh).exclude(pk=counter).exists():
        raise Refusal("counter.name_taken", {"name": new.name_zh})
    if correct(found, texts, seen=seen):
        event = CounterRenamed(counter=counter, location=Code(found.location.code))
        record(event, subject=f"service:{service}", actor=actor)


@deed
def retire_counter(service: str, counter: int, *, actor: Actor) -> None:
    """Receive the service there no more.

    Refusals: `counter.retired`; `counter.busy` (a company was called there and is not done); `counter.last_planned`
    (the last one at its location while the service still has blocks or weekly blocks there).
    """
    if not may(actor, May.KEEP_SERVICES):
        raise NotThere(service)
    queue_for_planning(actor.park)  # no session is added there while we look
    row = keep_service(service, actor=actor)
    found = _in_use(row, counter)
    called = Appointment.objects.filter(park=actor.park, called_to=found, state=State.CHECKED_IN)
    if called.exists():
        raise Refusal("counter.busy")
    _refuse_last(row, found)
    found.is_retired = True
    found.save(update_fields=["is_retired"])
    event = CounterRetired(counter=counter, location=Code(found.location.code))
    record(event, subject=f"service:{service}", actor=actor)


def _in_use(service: Service, counter: int) -> Counter:
    mine = Counter.objects.select_related("location").filter(park=service.park, service=service)
    # A call locks the counter as its last row: one that has begun is waited for, and its visit found here.
    rows = mine.select_for_update(of=("self",), no_key=True).filter(pk=counter)
    found = next(iter(rows), None)
    if found is None:
        raise NotThere(str(counter))
    if found.is_retired:
        raise Refusal("counter.retired")
    return found


def _refuse_last(service: Service, counter: Counter) -> None:
    here = {"park": service.park, "service": service, "location": counter.location}
    if Counter.objects.filter(**here, is_retired=False).exclude(pk=counter.pk).exists():
        return
    blocks = Block.objects.filter(**here, is_open=True, ends_at__gt=clock.now()).count()
    weekly = Template.objects.filter(**here).exclude(valid_until__lt=clock.today()).count()
    if blocks or weekly:
        raise Refusal("counter.last_planned", {"blocks": blocks, "templates": weekly})
