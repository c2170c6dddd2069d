"""Open a service: what it is, what companies must bring, and at which counters it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.events import ServiceOpened
from gaiyue.booking.models import Counter, Location, Material, Service
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.codes import read_code
from gaiyue.people.permissions import May, may
from gaiyue.people.queries import has_department

SHORTEST_MIN, LONGEST_MIN = 5, 480
"""A visit takes between five minutes and a working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMaterial:
    """A paper to bring; the note says how many copies, or whose stamp."""

    name_zh: str
    name_en: str
    note_zh: str = ""
    note_en: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCounter:
    """A counter in a building (a code)."""

    location: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewService:
    """A service as it will be shown; `minutes` is how long a visit takes, `position` its place in lists."""

    code: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    minutes: int
    department: str
    phone: str
    position: int = 0
    materials: tuple[NewMaterial, ...] = ()
    counters: tuple[NewCounter, ...] = ()


@deed
def open_service(service: NewService, *, actor: Actor) -> None:
    """Enter the service with its materials, in their order, and its counters.

    Refusals: `code.unreadable`; `service.code_taken`; `service.minutes` (not 5 to 480); `service.department`
    and `service.location` (no such one in the park).
    """
    if not may(actor, May.KEEP_SERVICES):
        raise NotThere(service.code)
    code = read_code(service.code)
    if Service.objects.filter(park=actor.park, code=code).exists():
        raise Refusal("service.code_taken", {"code": code})
    if not SHORTEST_MIN <= service.minutes <= LONGEST_MIN:
        facts = {"minutes": service.minutes, "shortest": SHORTEST_MIN, "longest": LONGEST_MIN}
        raise Refusal("service.minutes", facts)
    if not has_department(actor.park, service.department):
        raise Refusal("service.department", {"department": service.department})
    buildings = _buildings(actor.park, service)
    row = Service.objects.create(
        park=actor.park,
        code=code,
        name_zh=service.name_zh,
        name_en=service.name_en,
        summary_zh=service.summary_zh,
        summary_en=service.summary_en,
        minutes=service.minutes,
        department=service.department,
        phone=service.phone,
        position=service.position,
    )
    _add_materials(row, service)
    _add_counters(row, service, buildings)
    opened = ServiceOpened(
        department=Code(service.department),
        locations=tuple(Code(one) for one in sorted(buildings)),
        materials=len(service.materials),
        counters=len(service.counters),
    )
    record(opened, subject=f"service:{code}", actor=actor)


def _buildings(park: str, service: NewService) -> Mapping[str, Location]:
    wanted = {counter.location for counter in service.counters}
    found = {row.code: row for row in Location.objects.filter(park=park, code__in=wanted)}
    if missing := sorted(wanted - set(found)):
        raise Refusal("service.location", {"location": missing[0]})
    return found


def _add_materials(row: Service, service: NewService) -> None:
    Material.objects.bulk_create(
        Material(
            park=row.park,
            service=row,
            position=position,
            name_zh=material.name_zh,
            name_en=material.name_en,
            note_zh=material.note_zh,
            note_en=material.note_en,
            is_required=material.is_required,
        )
        for position, material in enumerate(service.materials, start=1)
    )


def _add_counters(row: Service, service: NewService, buildings: Mapping[str, Location]) -> None:
    Counter.objects.bulk_create(
        Counter(
            park=row.park,
            service=row,
            location=buildings[counter.location],
            name_zh=counter.name_zh,
            name_en=counter.name_en,
        )
        for counter in service.counters
    )
