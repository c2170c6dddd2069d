"""Tick off the papers that the company has ready for a visit, its own list: what one ticks, colleagues keep and see."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import lock_visit
from gaiyue.booking.models import Material, Prepared
from gaiyue.booking.states import LIVE
from gaiyue.eventlog.kinds import kind
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May


@kind("papers.ticked")
@dataclass(frozen=True, slots=True)
class PapersTicked:
    """So many papers were ticked off, so many were taken back; which ones, the record need not know."""

    ticked: int
    taken_back: int


@deed
def tick_materials(
    reference: str,
    *,
    ready: AbstractSet[int],
    actor: Actor,
    changed: AbstractSet[int] | None = None,
) -> None:
    """Of `changed` (ids of the service's materials, None for all), make `ready` exactly what is ticked off.

    Whatever else a colleague has ticked or taken back stays so; ids of other lists are passed over.

    Raises NotThere for a visit that isn't the actor's own, and Refusal("papers.visit_over") once it has ended.
    """
    visit = lock_visit(reference, actor=actor, what=May.PREPARE_VISIT)
    if visit.state not in LIVE:
        raise Refusal("papers.visit_over")
    listed = Material.objects.filter(park=actor.park, service=visit.service, is_retired=False)
    there = set(listed.values_list("pk", flat=True))
    touched = there if changed is None else there & changed
    ticked = Prepared.objects.filter(park=actor.park, appointment=visit)
    before = set(ticked.values_list("material_id", flat=True))
    new, gone = touched & ready - before, touched & before - ready
    if not new and not gone:
        return
    ticked.filter(material_id__in=gone).delete()
    Prepared.objects.bulk_create(
        Prepared(park=actor.park, appointment=visit, material_id=material)
        for material in sorted(new)
    )
    record(
        PapersTicked(ticked=len(new), taken_back=len(gone)), subject=visit.reference, actor=actor
    )
