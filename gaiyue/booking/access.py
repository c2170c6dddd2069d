"""The doors of booking: a visit, a service, a block, for this actor. Absent and somebody else's look alike."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.prepared import Find, Given
from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.booking.models import Appointment, Block, Location, Service
from gaiyue.people.permissions import May, may

_VISITS = Appointment.objects.select_related("enterprise", "service", "block__location")
_VISIT = Find(lambda: _VISITS.filter(park=Given("park"), reference=Given("reference")))
_LOCKED = Find(
    lambda: _VISITS.filter(park=Given("park"), reference=Given("reference")).select_for_update(
        of=("self",)
    )
)
_BLOCK = Find(
    lambda: Block.objects.select_related("service", "location").filter(
        park=Given("park"), pk=Given("block")
    )
)


def access_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The visit with its block, service, location and enterprise, in one query; NotThere when it isn't theirs."""
    visit = _VISIT(park=actor.park, reference=plain_reference(reference))
    return checked_visit(visit, reference, actor=actor, what=what)


def checked_visit(
    visit: Appointment | None, reference: str, *, actor: Actor, what: May
) -> Appointment:
    """A visit that was read; NotThere for None, and for one that isn't theirs."""
    if visit is None:
        raise NotThere(reference)
    # A link opens one visit, a person those of their companies: the two kinds of code never meet.
    owner = visit.reference if actor.role == "link_holder" else visit.enterprise.code
    if not may(actor, what, of=owner):
        raise NotThere(reference)
    return visit


def lock_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The same, its row locked until the deed commits (SQLite's writers queue as a whole instead).

    PostgreSQL joins before it waits, and does not find the visit at all when another deed has moved it to another
    block meanwhile. One that was not found is locked by itself therefore, and read with its block only then.
    """
    plain = plain_reference(reference)
    visit = _LOCKED(park=actor.park, reference=plain)
    if visit is None:
        rows = Appointment.objects.filter(park=actor.park, reference=plain)
        list(rows.select_for_update().values_list("pk"))
        return access_visit(reference, actor=actor, what=what)
    return checked_visit(visit, reference, actor=actor, what=what)


def plain_reference(reference: str) -> str:
    """The reference as it is kept, however it was typed; NotThere for what can be none."""
    try:
        return read_reference(reference)
    except ReferenceInvalid:
        raise NotThere(reference) from None


def access_service(code: str, *, park: str) -> Service:
    """The service of that code; NotThere otherwise."""
    service = Service.objects.filter(park=park, code=code).first()
    if service is None:
        raise NotThere(code)
    return service


def access_block(block: int, *, park: str) -> Block:
    """The block with its service and location; NotThere otherwise."""
    found = _BLOCK(park=park, block=block)
    if found is None:
        raise NotThere(str(block))
    return found


def access_place(location: str, *, service: Service) -> Location:
    """The location where the service is received; NotThere for no such one.

    Raises Refusal("session.no_counter") for a location without a counter of the service: nobody could be received.
    """
    place = Location.objects.filter(park=service.park, code=location).first()
    if place is None:
        raise NotThere(location)
    if not service.counters.filter(location=place, is_retired=False).exists():
        raise Refusal("session.no_counter", {"location": location, "service": service.code})
    return place
