"""The park opens on a day on which it would be closed: seats are there at once, from the weekly templates."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.follow_calendar import apply_calendar_change
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.occasions import WhyExtra
from gaiyue.calendars.open_extra import open_extra_day
from gaiyue.people.permissions import May, may


@deed
def open_day(day: date, *, why: WhyExtra, actor: Actor) -> int:
    """Mark the extra open day and make its blocks, both or neither; how many blocks there are new or open again.

    The day has seats but does not count as a working day. Refusals "calendar.day_is_past",
    "calendar.already_open", "calendar.restore_instead".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(day.isoformat())
    queue_for_planning(actor.park)
    open_extra_day(actor.park, day=day, why=why, actor=actor)
    followed = apply_calendar_change((day,), actor=actor)
    beyond = generate_blocks(until=day, actor=actor)
    return len(followed.reopened) + followed.made + beyond
