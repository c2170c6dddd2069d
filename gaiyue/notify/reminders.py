"""Reminders before a visit: the day before it can be changed for the last time, and the day before it takes place.

"The day before" is a working day: what is due on Monday, or on an extra Saturday, is said on Friday. Visits that
were booked or moved since that morning are not reminded of: what their companies have just done or read says all.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.queries.reminded import Due, visits_changeable_until, visits_on
from gaiyue.booking.queries.visits import VisitRow, visit
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.one import subjects_since
from gaiyue.eventlog.record import record
from gaiyue.jobs.claim import Claimed
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.notify.enter import About, enter_mails, enter_notices, of_visit
from gaiyue.notify.events import AppointmentReminded
from gaiyue.notify.models import Message
from gaiyue.notify.visit_news import HOLDS
from gaiyue.notify.visit_words import CHANGE_SOON, MOVED, VISIT_SOON
from gaiyue.people.addressees import addressees

REMIND: Final = "visit.remind"
EVERY: Final = timedelta(days=1)
"""The work's slots begin at 00:00 UTC, which is 08:00 on the park's clock: when people begin to read."""
BEGINS, ENDS = time(8), time(20)
"""Outside of these hours nobody is written to; a worker that was away all day reminds of nothing."""
TOGETHER = 500


def find_reminders(job: Claimed) -> None:
    """Make a job for each visit to be reminded of today; run again on the same day, it makes none twice."""
    now = clock.local(clock.now())
    calendar, today = working_calendar(job.park), now.date()
    if not (BEGINS <= now.time() < ENDS and calendar.is_working(today)):
        return
    tomorrow = calendar.add_working_days(today, 1)
    begun = _moment(today, BEGINS)
    moved = subjects_since(job.park, kind=MOVED, at=begun)
    soon = visits_on(job.park, after=today, until=tomorrow, booked_before=begun)
    _ask_for(job.park, VISIT_SOON, (due for due in soon if due[0] not in moved))
    last_chance = visits_changeable_until(
        job.park,
        after=_end_of(today),
        until=_end_of(tomorrow),
        later_than=tomorrow,
        booked_before=begun,
    )
    _ask_for(job.park, CHANGE_SOON, (due for due in last_chance if due[0] not in moved))


def remind_of_visit(job: Claimed) -> None:
    """Enter the reminder for everybody of the company, in the pages and as a mail; run again, it enters none twice.

    None for a visit that has moved, ended or lost its block meanwhile, and none about changing for one that has used
    up its moves.
    """
    kind, block = str(job.payload["kind"]), int(str(job.payload["block"]))
    try:
        row = visit(str(job.payload["reference"]), actor=system(job.park, "notify"))
    except NotThere:
        return
    can_change = bool(row.moves_left) or kind != CHANGE_SOON
    if row.block == block and can_change and HOLDS[kind](row, clock.now()):
        _remind(job.park, kind, row)


@deed
def _remind(park: str, kind: str, row: VisitRow) -> None:
    key = f"{kind}/{row.reference}/{row.block}"
    people = addressees(park, [row.enterprise])
    said = Message.objects.filter(park=park, about=row.reference, key__startswith=f"{key}/")
    if not people or said.exists():
        return
    reminded = AppointmentReminded(what=Code(kind.partition(".")[2]))
    event = record(reminded, subject=row.reference, actor=system(park, "scheduler"))
    about = About(park, key=key, kind=kind, event=event, visit=row)
    facts = {**of_visit(row), **_moments(row)}
    now = clock.now()
    enter_notices(about, [one.code for one in people], facts=facts, at=now)
    enter_mails(about, people, facts={one.email: {} for one in people}, run_at=now)


def _moments(row: VisitRow) -> dict[str, str]:
    moments = {"starts_at": row.starts_at, "change_until": row.change_until}
    return {name: moment.isoformat() for name, moment in moments.items()}


def _ask_for(park: str, kind: str, due: Iterable[Due]) -> None:
    works = [
        Work(
            REMIND,
            key=f"{kind}/{reference}/{block}",
            payload={"kind": kind, "reference": reference, "block": block},
        )
        for reference, block in due
    ]
    for begin in range(0, len(works), TOGETHER):
        enqueue(park, works[begin : begin + TOGETHER])


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.ZONE)


def _end_of(day: date) -> datetime:
    return _moment(day, time()) + timedelta(days=1) - timedelta(microseconds=1)
