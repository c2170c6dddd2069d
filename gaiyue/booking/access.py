"""The doors of booking: a visit, a service, a block, for this actor. Absent and somebody else's look alike."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.booking.models import Appointment, Block, Service
from gaiyue.people.permissions import May, may


def access_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The visit with its block, service, location and enterprise, in one query; NotThere when it isn't theirs."""
    return _one(reference, actor, what, for_change=False)


def lock_visit(reference: str, *, actor: Actor, what: May) -> Appointment:
    """The same, its row locked until the deed commits (SQLite's writers queue as a whole instead)."""
    return _one(reference, actor, what, for_change=True)


def _one(reference: str, actor: Actor, what: May, *, for_change: bool) -> Appointment:
    try:
        plain = read_reference(reference)
    except ReferenceInvalid:
        raise NotThere(reference) from None
    visits = Appointment.objects.select_related("enterprise", "service", "block__location")
    if for_change:
        visits = visits.select_for_update(of=("self",))
    # Unique, so at most one row; not first(), whose LIMIT and a lock together are not for every engine.
    visit = next(iter(visits.filter(park=actor.park, reference=plain)), None)
    if visit is None:
        raise NotThere(reference)
    mine = may(actor, what, of=visit.enterprise.code) or may(actor, what, of=visit.reference)
    if not mine:
        raise NotThere(reference)
    return visit


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
