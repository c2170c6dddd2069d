"""The park will be open on a day on which it would be closed."""

from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.content import Mark
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.editions import present, refuse_the_past, write
from gaiyue.calendars.events import ExtraDayOpened
from gaiyue.calendars.occasions import WhyExtra
from gaiyue.eventlog.kinds import Code, Digest
from gaiyue.eventlog.record import record


@deed
def open_extra_day(park: str, *, day: date, why: WhyExtra, actor: Actor) -> int:
    """Mark an extra open day in a new edition and return its number.

    The day has seats but does not count as a working day. Refusals "calendar.day_is_past",
    "calendar.already_open", "calendar.restore_instead" (a working day that the park closed itself).
    """
    refuse_the_past(day)
    number, content = present(park, actor=actor)
    if content.as_calendar(number).is_open(day):
        raise Refusal("calendar.already_open", {"day": day})
    if content.without_mark(day).as_calendar(number).is_working(day):
        raise Refusal("calendar.restore_instead", {"day": day})
    after = content.with_mark(day, Mark(DayKind.EXTRA_OPEN, why))
    digest = write(number + 1, after, actor=actor, note="extra_opened")
    record(
        ExtraDayOpened(edition=number + 1, digest=Digest(digest), day=day, why=Code(why)),
        subject="calendar",
        actor=actor,
    )
    return number + 1
