"""The park will be closed on a day."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.content import Mark
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.editions import present, refuse_the_past, write
from gaiyue.calendars.events import ParkClosed
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.eventlog.kinds import Code, Digest
from gaiyue.eventlog.record import record


@deed
def close_park(park: str, *, day: date, why: WhyClosed, actor: Actor) -> int:
    """Mark the day closed in a new edition and return its number; the day ceases to count.

    Visits of that day are untouched here: closing their blocks is a deed of booking. Refusals
    "calendar.day_is_past", "calendar.already_closed".
    """
    refuse_the_past(day)
    number, content = present(park, actor=actor)
    if not content.as_calendar(number).is_open(day):
        raise Refusal("calendar.already_closed", {"day": day})
    after = content.with_mark(day, Mark(DayKind.CLOSURE, why))
    digest = write(number + 1, after, actor=actor, note="park_closed")
    record(
        ParkClosed(edition=number + 1, digest=Digest(digest), day=day, why=Code(why)),
        subject="calendar",
        actor=actor,
    )
    return number + 1
