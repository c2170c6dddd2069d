"""Services with what one must bring, where they are done and how to reach them."""

from dataclasses import dataclass

from gaiyue.base.errors import NotThere
from gaiyue.booking.models import Location, Service


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One paper to bring, in both languages."""

    name_zh: str
    name_en: str
    note_zh: str
    note_en: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class LocationRow:
    """A building, with the counters of the service there in both languages."""

    code: str
    name_zh: str
    name_en: str
    address_zh: str
    address_en: str
    counters_zh: tuple[str, ...] = ()
    counters_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service; `minutes` is how long a visit takes."""

    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    minutes: int
    department: str
    phone: str
    is_offered: bool
    materials: tuple[MaterialRow, ...]
    locations: tuple[LocationRow, ...]


def services(park: str) -> list[ServiceRow]:
    """All offered services in the park's order; four queries."""
    rows = Service.objects.filter(park=park, is_offered=True).order_by("position", "code")
    return [_row(service) for service in rows.prefetch_related("materials", "counters__location")]


def service(code: str, *, park: str) -> ServiceRow:
    """One service; NotThere when the park has none of that code."""
    found = Service.objects.filter(park=park, code=code)
    for row in found.prefetch_related("materials", "counters__location"):
        return _row(row)
    raise NotThere(code)


def locations(park: str) -> list[LocationRow]:
    """Every building of the park."""
    return [_location(place) for place in Location.objects.filter(park=park).order_by("code")]


def _row(service: Service) -> ServiceRow:
    places: dict[str, LocationRow] = {}
    used = [counter for counter in service.counters.all() if not counter.is_retired]
    for counter in sorted(used, key=lambda one: (one.location.code, one.pk)):
        before = places.get(counter.location.code) or _location(counter.location)
        places[counter.location.code] = _location(
            counter.location,
            zh=(*before.counters_zh, counter.name_zh),
            en=(*before.counters_en, counter.name_en),
        )
    asked_for = [paper for paper in service.materials.all() if not paper.is_retired]
    materials = sorted(asked_for, key=lambda one: one.position)
    return ServiceRow(
        code=service.code,
        name_zh=service.name_zh,
        name_en=service.name_en,
        summary_zh=service.summary_zh,
        summary_en=service.summary_en,
        minutes=service.minutes,
        department=service.department,
        phone=service.phone,
        is_offered=service.is_offered,
        materials=tuple(
            MaterialRow(m.name_zh, m.name_en, m.note_zh, m.note_en, m.is_required)
            for m in materials
        ),
        locations=tuple(places.values()),
    )


def _location(
    place: Location, *, zh: tuple[str, ...] = (), en: tuple[str, ...] = ()
) -> LocationRow:
    return LocationRow(
        code=place.code,
        name_zh=place.name_zh,
        name_en=place.name_en,
        address_zh=place.address_zh,
        address_en=place.address_en,
        counters_zh=zh,
        counters_en=en,
    )
