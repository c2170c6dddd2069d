"""The whole park closes on a day: the day ceases to count, and every visit of it may be moved freely."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.close_blocks import Closing, Effect, close_blocks
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.people.permissions import May, may


@deed
def close_day(day: date, *, why: WhyClosed, actor: Actor) -> Effect:
    """Mark the day closed in a new edition of the calendar and close its blocks, both or neither.

    Deadlines that were printed stay where they are. Look at `preview_closing` first. Refusals
    "calendar.day_is_past", "calendar.already_closed".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(day.isoformat())
    close_park(actor.park, day=day, why=why, actor=actor)
    return close_blocks(Closing(on=day, because=why.value), actor=actor)
