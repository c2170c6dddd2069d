"""The notice of a year is out: take it into the park's calendar."""

from dataclasses import dataclass
from datetime import date

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.calendars.content import Content
from gaiyue.calendars.editions import present, write
from gaiyue.calendars.events import YearPublished
from gaiyue.calendars.notice import Notice
from gaiyue.eventlog.kinds import Code, Digest
from gaiyue.eventlog.record import record


@dataclass(frozen=True, slots=True)
class Publication:
    """What a notice changed: the visits and promises that touch these days have to be looked at."""

    edition: int
    years: tuple[int, ...]
    """The notice's year, and the year before when a day of its December changed. Empty: nothing new."""
    days: tuple[date, ...]
    """The days that open, close, or start or cease to count as working days."""


@deed
def publish_year(park: str, *, notice: Notice, actor: Actor) -> Publication:
    """Make a new edition with the notice (`published_notice(year)` or `notice_typed_in(…)`).

    What the park marked itself stays. The same notice twice makes one edition. Refusal
    "calendar.year_unpublished" when the sources do not know the year yet.
    """
    if not notice.is_published:
        raise Refusal("calendar.year_unpublished", {"year": notice.year})
    number, before = present(park, actor=actor)
    after = before.with_notice(notice)
    if after == before:
        return Publication(number, (), ())
    days = _changed(before, after)
    years = tuple(sorted({notice.year, *(day.year for day in days)}))
    digest = write(number + 1, after, actor=actor, note="published")
    record(
        YearPublished(
            edition=number + 1,
            digest=Digest(digest),
            year=notice.year,
            source=Code(notice.source),
            years=years,
            days=days,
        ),
        subject="calendar",
        actor=actor,
    )
    return Publication(number + 1, years, days)


def _changed(before: Content, after: Content) -> tuple[date, ...]:
    old, new = before.as_calendar(1), after.as_calendar(2)
    return tuple(
        day
        for day in sorted({*before.by_notice, *after.by_notice})
        if old.is_working(day) != new.is_working(day) or old.is_open(day) != new.is_open(day)
    )
