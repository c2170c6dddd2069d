"""Make every link of a visit that was handed out so far open nothing any more."""

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking.access import lock_visit
from gaiyue.booking.events import LinkRevoked
from gaiyue.booking.links import new_link_key
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May


@deed
def revoke_link(reference: str, *, actor: Actor) -> None:
    """Give the visit another key. NotThere for a visit that isn't there for this actor, and for who holds a link.

    A link that is made afterwards works.
    """
    visit = lock_visit(reference, actor=actor, what=May.BOOK_VISIT)
    visit.link_key = new_link_key()
    visit.save(update_fields=["link_key"])
    record(LinkRevoked(), subject=visit.reference, actor=actor)
