"""The notice of a year is taken in: the calendar and the blocks go together, or not at all."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.follow_calendar import Followed, apply_calendar_change
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.calendars.notice import Notice
from gaiyue.calendars.publish_year import Publication, publish_year
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What changed in the calendar, and what became of the blocks."""

    publication: Publication
    followed: Followed


@deed
def take_in_notice(notice: Notice, *, actor: Actor) -> TakenIn:
    """Publish the year of the notice and let the blocks of the changed days follow.

    Refusal "calendar.year_unpublished" when the sources do not know the year yet.
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere("calendar")
    queue_for_planning(actor.park)
    publication = publish_year(actor.park, notice=notice, actor=actor)
    return TakenIn(publication, apply_calendar_change(publication.days, actor=actor))
