"""A year's notice is taken into the calendar, and the blocks follow: the days that became holidays close."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.follow_calendar import Followed, apply_calendar_change
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.notice import Notice
from gaiyue.calendars.publish_year import publish_year
from gaiyue.people.permissions import May, may


@deed
def publish_notice(notice: Notice, *, actor: Actor) -> Followed:
    """Make the edition and let the blocks of every changed day follow, both or neither.

    Visits of blocks that close may be moved free of notice. Refusal "calendar.year_unpublished".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(str(notice.year))
    queue_for_planning(actor.park)
    published = publish_year(actor.park, notice=notice, actor=actor)
    return apply_calendar_change(published.days, actor=actor)
