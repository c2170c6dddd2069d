"""Booked visits that their companies are to be reminded of, for the work that does it each morning."""

from datetime import date, datetime

from django.db.models import QuerySet

from gaiyue.booking.models import Appointment
from gaiyue.booking.states import State

Due = tuple[str, int]
"""The reference of a visit and the id of its block."""


def visits_on(park: str, *, after: date, until: date, booked_before: datetime) -> list[Due]:
    """The visits of the days after `after`, up to and including `until`, in blocks that are open; one query."""
    rows = _booked(park, booked_before).filter(block__on__gt=after, block__on__lte=until)
    return sorted(rows.values_list("reference", "block_id"))


def visits_changeable_until(
    park: str, *, after: datetime, until: datetime, later_than: date, booked_before: datetime
) -> list[Due]:
    """The visits later than that day whose printed deadline lies after `after`, not after `until`; one query.

    It reads the visits ahead, which are as many as the horizon lets be booked, and none of the years before.
    """
    rows = _booked(park, booked_before).filter(block__on__gt=later_than)
    rows = rows.filter(change_until__gt=after, change_until__lte=until)
    return sorted(rows.values_list("reference", "block_id"))


def _booked(park: str, booked_before: datetime) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(park=park, block__park=park, block__is_open=True)
    return rows.filter(state=State.BOOKED, booked_at__lt=booked_before)
