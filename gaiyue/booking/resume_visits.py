"""A closed block opens again: each visit that is still in it stands as before, and its company is told so."""

from collections.abc import Iterable

from django.db.models import F

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.booking.models import Appointment
from gaiyue.booking.planning_events import VisitResumed
from gaiyue.booking.planning_lock import parts
from gaiyue.booking.queries.deadlines import terms_of
from gaiyue.booking.states import State
from gaiyue.eventlog.record import record


def lock_booked(park: str, blocks: Iterable[int]) -> list[Appointment]:
    """The booked visits of these blocks (ids), by id and locked until the deed commits.

    Visits are locked before blocks everywhere: to be called before `lock_blocks`.
    """
    found: list[Appointment] = []
    for part in parts(sorted(set(blocks))):
        rows = Appointment.objects.filter(park=park, block_id__in=part, state=State.BOOKED)
        booked = rows.select_related("service", "block").order_by("pk")
        found += booked.select_for_update(of=("self",), no_key=True)
    return found


def resume_visits(visits: Iterable[Appointment], *, actor: Actor) -> None:
    """Record for each visit, whose row is locked, that its block is open again.

    The notice rule holds again, and a deadline is never earlier than the one printed. Whoever had been told that the
    visit may be moved at any time keeps that promise until it begins, where the rule would already forbid the move.
    """
    booked, now = list(visits), clock.now()
    terms = terms_of(actor.park, booked)
    for visit in booked:
        until = terms[visit.pk].change_until
        if until <= now:
            until = visit.block.starts_at
            row = Appointment.objects.filter(pk=visit.pk)
            row.update(change_until=until, version=F("version") + 1)
        event = VisitResumed(
            block=visit.block_id, starts_at=visit.block.starts_at, change_until=until
        )
        record(event, subject=visit.reference, actor=actor)
