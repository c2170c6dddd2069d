"""The park withdraws its closure or its extra open day, and the blocks of the day follow."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.follow_calendar import Followed, apply_calendar_change
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.restore_day import restore_day
from gaiyue.people.permissions import May, may


@deed
def give_day_back(day: date, *, actor: Actor) -> Followed:
    """Give the day back what the notice or its weekday says, and open or close its blocks accordingly.

    Refusals "calendar.day_is_past", "calendar.nothing_to_restore".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(day.isoformat())
    queue_for_planning(actor.park)
    restore_day(actor.park, day=day, actor=actor)
    return apply_calendar_change((day,), actor=actor)
