"""What to bring to a visit and what the company has ticked off; and for a list, how many of how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Expression, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gaiyue.base.actor import Actor
from gaiyue.booking.access import access_visit
from gaiyue.booking.models import Appointment, Material, Prepared
from gaiyue.booking.states import LIVE
from gaiyue.people.permissions import May


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a visit: `total` on its list, `ready` of them ticked off, `missing` those required and not yet."""

    ready: int = 0
    total: int = 0
    missing: int = 0


NO_PAPERS = Papers()


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper on the list of a visit, in both languages."""

    id: int
    name_zh: str
    name_en: str
    note_zh: str
    note_en: str
    is_required: bool
    is_ready: bool


def papers_on(park: str, visits: Iterable[Appointment]) -> dict[int, Papers]:
    """Id of each live visit → its papers; one query, none when nothing is live."""
    live = [visit.pk for visit in visits if visit.state in LIVE]
    if not live:
        return {}
    rows = Appointment.objects.filter(park=park, pk__in=live).annotate(**paper_columns())
    return {visit.pk: papers_in(visit) for visit in rows.only("pk", "state")}


def paper_columns() -> dict[str, Expression]:
    """What `papers_in` counts by, as columns of a query for visits: no statement of its own for one visit."""
    listed = Material.objects.filter(service=OuterRef("service"), is_retired=False)
    ticked = Prepared.objects.filter(appointment=OuterRef("pk"), material__is_retired=False)
    return {
        "papers_listed": _counted(listed),
        "papers_needed": _counted(listed.filter(is_required=True)),
        "papers_ready": _counted(ticked),
        "papers_there": _counted(ticked.filter(material__is_required=True)),
    }


def papers_in(visit: Appointment) -> Papers:
    """The papers of a visit that was read with `paper_columns`; none for one that is over."""
    if visit.state not in LIVE:
        return NO_PAPERS
    row: Any = visit
    missing = max(row.papers_needed - row.papers_there, 0)
    return Papers(ready=row.papers_ready, total=row.papers_listed, missing=missing)


def _counted(rows: QuerySet[Any]) -> Expression:
    counted = rows.order_by().values("park").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def papers_of(reference: str, *, actor: Actor) -> tuple[PaperRow, ...]:
    """The list of one visit in its order; NotThere when the visit isn't there for this actor. Three queries."""
    visit = access_visit(reference, actor=actor, what=May.SEE_VISIT)
    ready = set(
        Prepared.objects.filter(park=actor.park, appointment=visit).values_list(
            "material_id", flat=True
        )
    )
    listed = Material.objects.filter(park=actor.park, service=visit.service, is_retired=False)
    return tuple(
        PaperRow(
            id=one.pk,
            name_zh=one.name_zh,
            name_en=one.name_en,
            note_zh=one.note_zh,
            note_en=one.note_en,
            is_required=one.is_required,
            is_ready=one.pk in ready,
        )
        for one in listed.order_by("position")
    )
