"""The park's opening hours change."""

from collections.abc import Mapping

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.editions import present, write
from gaiyue.calendars.events import HoursSet
from gaiyue.eventlog.kinds import Digest
from gaiyue.eventlog.record import record


@deed
def set_hours(park: str, *, hours: Mapping[int, OpeningHours], actor: Actor) -> int:
    """Set the hours of the whole week (weekday → hours, 0 = Monday) in a new edition; returns its number.

    A weekday that is left out has no hours. The hours that are already set make no new edition.
    Refusal "calendar.no_hours" when no weekday has any.
    """
    if not hours:
        raise Refusal("calendar.no_hours")
    number, content = present(park, actor=actor)
    after = content.with_hours(hours)
    if after == content:
        return number
    changed = {day for day in range(7) if after.hours.get(day) != content.hours.get(day)}
    digest = write(number + 1, after, actor=actor, note="hours_set")
    record(
        HoursSet(edition=number + 1, digest=Digest(digest), weekdays=tuple(sorted(changed))),
        subject="calendar",
        actor=actor,
    )
    return number + 1
