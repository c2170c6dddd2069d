"""The doors of booking: a visit, a service, a block, for this actor. Absent and somebody else's look alike."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.booking.models import Appointment, Block, Location, Service
from gaiyue.people.permissions import May, may


def access_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The visit with its block, service, location and enterprise, in one query; NotThere when it isn't theirs."""
    plain = _read(reference)
    visits = Appointment.objects.select_related("enterprise", "service", "block__location")
    visit = visits.filter(park=actor.park, reference=plain).first()
    if visit is None:
        raise NotThere(reference)
    # A link opens one visit, a person those of their companies: the two kinds of code never meet.
    owner = visit.reference if actor.role == "link_holder" else visit.enterprise.code
    if not may(actor, what, of=owner):
        raise NotThere(reference)
    return visit


def lock_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The same, its row locked until the deed commits (SQLite's writers queue as a whole instead).

    Locked by itself and read with its block only then: PostgreSQL joins before it waits, and would not find the visit
    at all when another deed has moved it to another block meanwhile.
    """
    rows = Appointment.objects.filter(park=actor.park, reference=_read(reference))
    list(rows.select_for_update().values_list("pk"))
    return access_visit(reference, actor=actor, what=what)


def _read(reference: str) -> str:
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
    found = Block.objects.select_related("service", "location").filter(park=park, pk=block).first()
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
