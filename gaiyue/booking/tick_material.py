"""Tick off the papers that the company has ready for a visit: its own list, no matter for the record."""

from collections.abc import Set as AbstractSet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import lock_visit
from gaiyue.booking.models import Material, Prepared
from gaiyue.booking.states import LIVE
from gaiyue.people.permissions import May


@deed
def tick_materials(reference: str, *, ready: AbstractSet[int], actor: Actor) -> None:
    """Make `ready` (ids of the service's materials) exactly what is ticked off; ids of other lists are passed over.

    Raises NotThere for a visit that isn't the actor's own, and Refusal("papers.visit_over") once it has ended.
    """
    visit = lock_visit(reference, actor=actor, what=May.PREPARE_VISIT)
    if visit.state not in LIVE:
        raise Refusal("papers.visit_over")
    listed = Material.objects.filter(park=actor.park, service=visit.service, is_retired=False)
    wanted = set(listed.filter(pk__in=ready).values_list("pk", flat=True))
    ticked = Prepared.objects.filter(park=actor.park, appointment=visit)
    before = set(ticked.values_list("material_id", flat=True))
    ticked.filter(material_id__in=before - wanted).delete()
    Prepared.objects.bulk_create(
        Prepared(park=actor.park, appointment=visit, material_id=material)
        for material in sorted(wanted - before)
    )
