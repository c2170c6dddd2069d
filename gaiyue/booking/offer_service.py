"""Withdraw a service from booking, after seeing the visits that are still ahead, and offer it again."""

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Appointment
from gaiyue.booking.offer_events import ServiceOffered, ServiceWithdrawn
from gaiyue.booking.offer_fields import keep_service
from gaiyue.booking.states import LIVE
from gaiyue.eventlog.record import record


@deed
def withdraw_service(code: str, *, actor: Actor) -> int:
    """Nobody can book it any more; how many visits are still ahead.

    Those stay as they are and can be moved and cancelled as before: who wants them gone closes their blocks.
    Refusal `service.withdrawn_already`.
    """
    row = keep_service(code, actor=actor)
    if not row.is_offered:
        raise Refusal("service.withdrawn_already")
    row.is_offered = False
    row.save(update_fields=["is_offered"])
    ahead = Appointment.objects.filter(park=actor.park, service=row, state__in=LIVE).count()
    record(ServiceWithdrawn(visits=ahead), subject=f"service:{code}", actor=actor)
    return ahead


@deed
def offer_service(code: str, *, actor: Actor) -> None:
    """It can be booked from now on. Refusal `service.offered_already`."""
    row = keep_service(code, actor=actor)
    if row.is_offered:
        raise Refusal("service.offered_already")
    row.is_offered = True
    row.save(update_fields=["is_offered"])
    record(ServiceOffered(), subject=f"service:{code}", actor=actor)
