"""A park gets its first calendar."""

from collections.abc import Iterable, Mapping

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.content import Content
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.editions import CalendarMissing, latest_edition, write
from gaiyue.calendars.events import CalendarStarted
from gaiyue.calendars.published import published_notice
from gaiyue.eventlog.kinds import Digest
from gaiyue.eventlog.record import record

FIRST_EDITION = 1


@deed
def start_calendar(
    park: str, *, years: Iterable[int], hours: Mapping[int, OpeningHours], actor: Actor
) -> int:
    """Edition 1 of the park's calendar, from published data; returns the number of the edition.

    A year whose notice is not out yet is taken with its statutory days and marked provisional.
    CalendarDisagreement when the sources contradict each other; Refusal "calendar.already_started".
    """
    if actor.park != park:
        raise NotThere(park)
    _refuse_a_second_start(park)
    content = Content(years={}, by_notice={}, by_park={}, hours=dict(hours))
    for year in sorted(set(years)):
        content = content.with_notice(published_notice(year))
    digest = write(FIRST_EDITION, content, actor=actor, note="started")
    published = {year for year, it in content.years.items() if it.is_published}
    record(
        CalendarStarted(
            edition=FIRST_EDITION,
            digest=Digest(digest),
            years_published=tuple(sorted(published)),
            years_provisional=tuple(sorted(content.years.keys() - published)),
        ),
        subject="calendar",
        actor=actor,
    )
    return FIRST_EDITION


def _refuse_a_second_start(park: str) -> None:
    try:
        there = latest_edition(park)
    except CalendarMissing:
        return
    raise Refusal("calendar.already_started", {"edition": there.number})
