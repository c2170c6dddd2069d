"""Open a park: its own row and its departments."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.codes import read_code
from gaiyue.people.events import ParkOpened
from gaiyue.people.models import Department, Park
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDepartment:
    """A department of the park, e.g. 资质认定科."""

    code: str
    name_zh: str
    name_en: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPark:
    """A park as it will be shown; its code is the park of whoever opens it."""

    name_zh: str
    name_en: str
    address_zh: str
    address_en: str
    phone: str
    departments: tuple[NewDepartment, ...]


@deed
def open_park(park: NewPark, *, actor: Actor) -> None:
    """Enter the park and its departments. Only the house itself may.

    Refusals: `park.already_open`; `park.no_departments` (nobody could be employed); `code.unreadable`;
    `code.twice` for two departments of one code.
    """
    if not may(actor, May.OPEN_PARK):
        raise NotThere(actor.park)
    if Park.objects.filter(park=actor.park).exists():
        raise Refusal("park.already_open", {"park": actor.park})
    codes = tuple(read_code(department.code) for department in park.departments)
    if not codes:
        raise Refusal("park.no_departments", {"park": actor.park})
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise Refusal("code.twice", {"code": twice})
    Park.objects.create(
        park=actor.park,
        name_zh=park.name_zh,
        name_en=park.name_en,
        address_zh=park.address_zh,
        address_en=park.address_en,
        phone=park.phone,
    )
    Department.objects.bulk_create(
        Department(
            park=actor.park,
            code=department.code,
            name_zh=department.name_zh,
            name_en=department.name_en,
            phone=department.phone,
        )
        for department in park.departments
    )
    opened = ParkOpened(departments=tuple(Code(code) for code in codes))
    record(opened, subject=f"park:{actor.park}", actor=actor)
