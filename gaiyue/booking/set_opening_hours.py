"""The park's opening hours change, by somebody who keeps the calendar."""

from collections.abc import Mapping

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.set_hours import set_hours
from gaiyue.people.permissions import May, may


@deed
def set_opening_hours(hours: Mapping[int, OpeningHours], *, actor: Actor) -> int:
    """Set the hours of the week (weekday → hours) and return the number of the calendar's edition.

    Deadlines end at closing time, so those of booked visits follow, never before the one that was printed; look at
    `hours_effect` first. Blocks stay as they are. Refusal "calendar.no_hours".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere("hours")
    return set_hours(actor.park, hours=hours, actor=actor)
