"""Correct the names and the address of a building; its code never changes."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Location
from gaiyue.booking.offer_events import LocationCorrected
from gaiyue.booking.offer_fields import check_texts, correct
from gaiyue.booking.open_location import NewLocation
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


@deed
def correct_location(location: NewLocation, *, actor: Actor, seen: str = "") -> tuple[str, ...]:
    """Let the building of that code be so; the names of the fields that changed.

    Refusals: `offer.nameless`, `offer.too_long`; `form.changed_since`, when `seen` marks other data than that of now.
    """
    rows = Location.objects.select_for_update(no_key=True).filter(
        park=actor.park, code=location.code
    )
    row = next(iter(rows), None) if may(actor, May.KEEP_SERVICES) else None
    if row is None:
        raise NotThere(location.code)
    names = ("name_zh", "name_en", "address_zh", "address_en")
    wanted = {name: getattr(location, name) for name in names}
    check_texts(wanted, model=Location)
    if changed := correct(row, wanted, seen=seen):
        record(LocationCorrected(fields=changed), subject=f"location:{row.code}", actor=actor)
    return changed
