"""Until when a visit may be changed by the enterprise itself, and what a person should know about that."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import Deadline, WorkingCalendar, notice_deadline
from gaiyue.policy.decision import Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import NoteCode, because


def change_deadline(
    visit_starts_at: datetime,
    *,
    limits: Limits,
    calendar: WorkingCalendar,
    promised_until: datetime | None = None,
) -> Deadline:
    """The last moment to move that visit: counted back from its day, and never later than its beginning.

    A deadline that was printed before (`promised_until`) is kept when the limits or the calendar of today would
    give an earlier one.
    """
    counted = notice_deadline(
        calendar,
        visit_starts_at.astimezone(ZONE).date(),
        days=limits.notice_days,
        unit=limits.notice_unit,
        convention=limits.notice_convention,
        cutoff=limits.notice_cutoff,
    )
    deadline = _at(counted, min(counted.at, visit_starts_at))
    if promised_until is not None and promised_until > deadline.at:
        return _at(deadline, promised_until)
    return deadline


def lasting_deadline(
    deadline: Deadline,
    *,
    visit_starts_at: datetime,
    coming: Iterable[tuple[datetime, Limits]],
    calendar: WorkingCalendar,
    promised_until: datetime | None = None,
) -> Deadline:
    """The deadline as it will really be, when other limits (from when on, which) come before it.

    Until their moment the present ones hold. From then on it is theirs, and if that is past already, their moment was
    the end. What was promised is kept.
    """
    for begins, limits in coming:
        if deadline.at < begins:
            break
        after = change_deadline(
            visit_starts_at, limits=limits, calendar=calendar, promised_until=promised_until
        )
        if after.at < begins:
            return _at(after, begins)
        deadline = after
    return deadline


def start_deadline(
    starts_at: datetime, lead_minutes: int, *, calendar: WorkingCalendar
) -> Deadline:
    """The moment `lead_minutes` before a beginning; it depends on no working day, so it is never provisional."""
    at = (starts_at - timedelta(minutes=lead_minutes)).astimezone(ZONE)
    return Deadline(at=at, on=at.date(), is_provisional=False, calendar_edition=calendar.edition)


def deadline_notes(
    deadline: Deadline, *, visit_starts_at: datetime, calendar: WorkingCalendar
) -> Iterator[Reason]:
    """That the deadline may still change, since the holidays of a year on the way are not published."""
    if deadline.is_provisional:
        visit_on = visit_starts_at.astimezone(ZONE).date()
        year = visit_on.year if calendar.is_provisional(visit_on) else deadline.on.year
        yield because(NoteCode.DEADLINE_PROVISIONAL, year=year)


def _at(deadline: Deadline, moment: datetime) -> Deadline:
    local = moment.astimezone(ZONE)
    return replace(deadline, at=local, on=local.date())
