"""Services, papers, counters and buildings as those who keep them see them, also what isn't offered any more."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.models import Appointment, Counter, Location, Material, Prepared, Service
from gaiyue.booking.states import LIVE
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A service with how many papers, counters and visits ahead it has. Names in both languages."""

    code: str
    name_zh: str
    name_en: str
    minutes: int
    department: str
    phone: str
    is_offered: bool
    materials: int
    counters: int
    ahead: int


@dataclass(frozen=True, slots=True)
class KeptMaterial:
    """A paper; `ticks` says for how many visits ahead a company has ticked it off."""

    id: int
    name_zh: str
    name_en: str
    note_zh: str
    note_en: str
    is_required: bool
    is_retired: bool
    ticks: int


@dataclass(frozen=True, slots=True)
class KeptCounter:
    """A counter of the service in a building (a code)."""

    id: int
    location: str
    location_zh: str
    location_en: str
    name_zh: str
    name_en: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class AheadRow:
    """A visit that is still ahead."""

    reference: str
    enterprise_name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class AheadPage:
    """One page of visits ahead; `total` in all."""

    rows: tuple[AheadRow, ...]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A building with how many counters are used there."""

    code: str
    name_zh: str
    name_en: str
    address_zh: str
    address_en: str
    counters: int


def offers(*, actor: Actor) -> list[OfferRow]:
    """Every service of the park in its order; empty for who may not look. One query."""
    if not may(actor, May.SEE_BOARD):
        return []
    used = {"park": actor.park, "service": OuterRef("pk")}
    counted = Service.objects.filter(park=actor.park).annotate(
        papers=_count(Material.objects.filter(**used, is_retired=False)),
        desks=_count(Counter.objects.filter(**used, is_retired=False)),
        ahead=_count(Appointment.objects.filter(**used, state__in=LIVE)),
    )
    rows = counted.order_by("position", "code").values_list(
        *("code", "name_zh", "name_en", "minutes", "department", "phone", "is_offered"),
        *("papers", "desks", "ahead"),
    )
    return [OfferRow(*row) for row in rows]


def materials_of(service: str, *, actor: Actor) -> list[KeptMaterial]:
    """The papers of a service in their order, retired ones last. One query."""
    _allow(actor)
    ticked = Prepared.objects.filter(
        park=actor.park, material=OuterRef("pk"), appointment__state__in=LIVE
    )
    rows = Material.objects.filter(park=actor.park, service__code=service)
    rows = rows.annotate(ticks=_count(ticked, by="material"))
    names = ("pk", "name_zh", "name_en", "note_zh", "note_en", "is_required", "is_retired", "ticks")
    ordered = rows.order_by("is_retired", "position").values_list(*names)
    return [KeptMaterial(*row) for row in ordered]


def counters_of(service: str, *, actor: Actor) -> list[KeptCounter]:
    """The counters of a service by building, retired ones last. One query."""
    _allow(actor)
    rows = Counter.objects.filter(park=actor.park, service__code=service)
    ordered = rows.order_by("location__code", "is_retired", "pk").values_list(
        *("pk", "location__code", "location__name_zh", "location__name_en"),
        *("name_zh", "name_en", "is_retired"),
    )
    return [KeptCounter(*row) for row in ordered]


def visits_ahead(service: str, *, actor: Actor, page: int = 1) -> AheadPage:
    """The live visits of a service by time. Two queries."""
    _allow(actor)
    found = Appointment.objects.filter(park=actor.park, service__code=service, state__in=LIVE)
    total = found.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    rows = found.order_by("block__starts_at", "pk").values_list(
        "reference", "enterprise__name", "block__starts_at"
    )
    wanted = rows[(number - 1) * PAGE : number * PAGE]
    return AheadPage(tuple(AheadRow(*row) for row in wanted), total, number)


def places(*, actor: Actor) -> list[PlaceRow]:
    """Every building of the park; empty for who may not look. One query."""
    if not may(actor, May.SEE_BOARD):
        return []
    # Counters of one name do several services: to a company that is one counter.
    used = Counter.objects.filter(park=actor.park, location=OuterRef("pk"), is_retired=False)
    desks = Subquery(
        used.order_by().values("location").annotate(n=Count("name_zh", distinct=True)).values("n"),
        output_field=IntegerField(),
    )
    rows = Location.objects.filter(park=actor.park).annotate(desks=Coalesce(desks, 0))
    ordered = rows.order_by("code").values_list(
        "code", "name_zh", "name_en", "address_zh", "address_en", "desks"
    )
    return [PlaceRow(*row) for row in ordered]


def _allow(actor: Actor) -> None:
    if not may(actor, May.SEE_BOARD):
        raise NotThere("services")


def _count(rows: "QuerySet", *, by: str = "service") -> Coalesce:  # type: ignore[type-arg]
    """How many of the outer row's: a query inside the query, so that counts don't multiply each other."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
