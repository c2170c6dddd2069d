"""Open a building with counters."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.events import LocationOpened
from gaiyue.booking.models import Location
from gaiyue.eventlog.record import record
from gaiyue.people.codes import read_code
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLocation:
    """A building as it will be shown."""

    code: str
    name_zh: str
    name_en: str
    address_zh: str
    address_en: str


@deed
def open_location(location: NewLocation, *, actor: Actor) -> None:
    """Enter the building. Refusals: `code.unreadable`, `location.code_taken`."""
    if not may(actor, May.KEEP_SERVICES):
        raise NotThere(location.code)
    code = read_code(location.code)
    if Location.objects.filter(park=actor.park, code=code).exists():
        raise Refusal("location.code_taken", {"code": code})
    Location.objects.create(
        park=actor.park,
        code=code,
        name_zh=location.name_zh,
        name_en=location.name_en,
        address_zh=location.address_zh,
        address_en=location.address_en,
    )
    record(LocationOpened(), subject=f"location:{code}", actor=actor)
