"""The park withdraws its closure or its extra open day."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.editions import present, refuse_the_past, write
from gaiyue.calendars.events import DayRestored
from gaiyue.eventlog.kinds import Code, Digest
from gaiyue.eventlog.record import record


@deed
def restore_day(park: str, *, day: date, actor: Actor) -> int:
    """Give the day back what the notice or its weekday says, in a new edition; returns its number.

    Refusals "calendar.day_is_past", "calendar.nothing_to_restore".
    """
    refuse_the_past(day)
    number, content = present(park, actor=actor)
    if day not in content.by_park:
        raise Refusal("calendar.nothing_to_restore", {"day": day})
    was = content.by_park[day].kind
    digest = write(number + 1, content.without_mark(day), actor=actor, note="day_restored")
    record(
        DayRestored(edition=number + 1, digest=Digest(digest), day=day, was=Code(was)),
        subject="calendar",
        actor=actor,
    )
    return number + 1
