"""Correct what a service says about itself, and its place in the lists; its code never changes."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Service
from gaiyue.booking.offer_events import ServiceCorrected, ServiceMoved
from gaiyue.booking.offer_fields import check_texts, correct, keep_service
from gaiyue.booking.open_service import LONGEST_MIN, SHORTEST_MIN
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may
from gaiyue.people.queries import has_department


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTexts:
    """What companies read about a service, and who does it; `minutes` is how long a visit takes."""

    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    minutes: int
    department: str
    phone: str


@deed
def correct_service(
    code: str, texts: ServiceTexts, *, actor: Actor, seen: str = ""
) -> tuple[str, ...]:
    """Let the service read so from now on; the names of the fields that changed.

    Visits that are booked keep their time. Refusals: `offer.nameless`, `offer.too_long`, `service.minutes`,
    `service.department`; `form.changed_since`, when `seen` marks other texts than those of now.
    """
    row = keep_service(code, actor=actor)
    wanted = {name: getattr(texts, name) for name in ServiceTexts.__slots__}
    check_texts(wanted, model=Service)
    if not SHORTEST_MIN <= texts.minutes <= LONGEST_MIN:
        facts = {"minutes": texts.minutes, "shortest": SHORTEST_MIN, "longest": LONGEST_MIN}
        raise Refusal("service.minutes", facts)
    if not has_department(actor.park, texts.department):
        raise Refusal("service.department", {"department": texts.department})
    if changed := correct(row, wanted, seen=seen):
        record(ServiceCorrected(fields=changed), subject=f"service:{code}", actor=actor)
    return changed


@deed
def move_service(code: str, *, by: int, actor: Actor) -> None:
    """Let it change places with the one before (-1) or after (1). Refusal `service.at_end`."""
    if not may(actor, May.KEEP_SERVICES):
        raise NotThere(code)
    # All rows are locked: two who sort at once would otherwise give two services one place.
    rows = list(
        Service.objects.select_for_update(no_key=True).filter(park=actor.park).order_by("pk")
    )
    rows.sort(key=lambda row: (row.position, row.code))
    before = next((at for at, row in enumerate(rows) if row.code == code), None)
    if before is None:
        raise NotThere(code)
    after = before + (1 if by > 0 else -1)
    if not 0 <= after < len(rows):
        raise Refusal("service.at_end")
    rows.insert(after, rows.pop(before))
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            Service.objects.filter(pk=row.pk).update(position=position)
    event = ServiceMoved(before=before + 1, after=after + 1)
    record(event, subject=f"service:{code}", actor=actor)
