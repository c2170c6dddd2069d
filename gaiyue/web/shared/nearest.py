"""The free blocks nearest to one that is full, each a link to take it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gaiyue.booking.queries.availability import nearest_free
from gaiyue.booking.queries.services import ServiceRow
from gaiyue.web.shared.show import show_location


@dataclass(frozen=True, slots=True)
class ShownNear:
    """A free block close to the wanted one."""

    starts_at: datetime
    ends_at: datetime
    location_name: str
    free: int
    url: str


def show_nearest(
    park: str, service: ServiceRow, *, block: int, url: Callable[[int], str]
) -> list[ShownNear]:
    """The nearest free blocks; `url` gives the address that takes one."""
    names = {place.code: show_location(place).name for place in service.locations}
    return [
        ShownNear(
            row.starts_at, row.ends_at, names.get(row.location, row.location), row.free, url(row.id)
        )
        for row in nearest_free(park, block=block)
    ]
