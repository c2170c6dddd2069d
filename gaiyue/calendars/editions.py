"""From the rows of an edition to its content, and back: the only writer of the room's tables."""

from collections.abc import Iterable, Mapping
from datetime import date

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.calendars.content import Content, Mark, Year
from gaiyue.calendars.days import DayKind, OpeningHours
from gaiyue.calendars.models import CalendarEdition, CoveredYear, DayMark, WeekdayHours


class CalendarMissing(LookupError):
    """The park has no calendar, or not this edition of it; the message says what to do."""


def latest_edition(park: str) -> CalendarEdition:
    """The edition in force; CalendarMissing when the park has none. One query."""
    found = CalendarEdition.objects.filter(park=park).order_by("-number").first()
    if found is None:
        raise CalendarMissing(
            f"The park {park!r} has no working-day calendar yet:"
            " it comes with its opening (Opening a park, docs/operations.md)."
        )
    return found


def edition_numbered(park: str, number: int) -> CalendarEdition:
    """One edition of the park's calendar; CalendarMissing when it is not there. One query."""
    found = CalendarEdition.objects.filter(park=park, number=number).first()
    if found is None:
        raise CalendarMissing(
            f"The park {park!r} has no calendar edition {number}:"
            " read the number again; a new park gets its first one when it is opened."
        )
    return found


def content_of(edition: CalendarEdition) -> Content:
    """What an edition says. Three queries."""
    of_edition = {"park": edition.park, "edition": edition}
    marks: dict[str, dict[date, Mark]] = {origin: {} for origin in DayMark.Origin.values}
    for row in DayMark.objects.filter(**of_edition):
        marks[row.origin][row.day] = Mark(DayKind(row.kind), row.occasion)
    return Content(
        years={
            row.year: Year(row.is_published, row.source)
            for row in CoveredYear.objects.filter(**of_edition)
        },
        by_notice=marks[DayMark.Origin.NOTICE],
        by_park=marks[DayMark.Origin.PARK],
        hours={
            row.weekday: OpeningHours(row.opens, row.closes, row.lunch_from, row.lunch_to)
            for row in WeekdayHours.objects.filter(**of_edition)
        },
    )


def present(park: str, *, actor: Actor) -> tuple[int, Content]:
    """Number and content of the edition in force, for the deed that makes the next one.

    NotThere for an actor of another park.
    """
    if actor.park != park:
        raise NotThere(park)
    edition = latest_edition(park)
    return edition.number, content_of(edition)


def refuse_the_past(day: date) -> None:
    """A Refusal "calendar.day_is_past" for a day before today: what was counted with it stays true."""
    if day < clock.today():
        raise Refusal("calendar.day_is_past", {"day": day, "today": clock.today()})


def write(number: int, content: Content, *, actor: Actor, note: str) -> str:
    """Insert a whole edition of the actor's park and return its digest.

    Two deeds at once collide on the number, and the later one runs again on what the other wrote.
    """
    content.as_calendar(number)  # an edition that can't be counted with is not written
    park, digest = actor.park, content.digest()
    edition = CalendarEdition.objects.create(
        park=park, number=number, made_at=clock.now(), actor=actor.code, note=note, digest=digest
    )
    CoveredYear.objects.bulk_create(
        CoveredYear(
            park=park, edition=edition, year=year, is_published=it.is_published, source=it.source
        )
        for year, it in sorted(content.years.items())
    )
    DayMark.objects.bulk_create(
        [
            *_rows(edition, DayMark.Origin.NOTICE, content.by_notice),
            *_rows(edition, DayMark.Origin.PARK, content.by_park),
        ]
    )
    WeekdayHours.objects.bulk_create(
        WeekdayHours(
            park=park,
            edition=edition,
            weekday=weekday,
            opens=it.opens,
            closes=it.closes,
            lunch_from=it.lunch_from,
            lunch_to=it.lunch_to,
        )
        for weekday, it in sorted(content.hours.items())
    )
    return digest


def _rows(
    edition: CalendarEdition, origin: DayMark.Origin, marks: Mapping[date, Mark]
) -> Iterable[DayMark]:
    return (
        DayMark(
            park=edition.park,
            edition=edition,
            day=day,
            origin=origin,
            kind=mark.kind,
            occasion=mark.occasion,
        )
        for day, mark in sorted(marks.items(), key=lambda item: item[0])
    )
