"""Plain factory functions: tests arrange their park by the real deeds."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

from gaiyue.base import clock
from gaiyue.base.actor import Actor, system
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.open_location import NewLocation, open_location
from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService, open_service
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.start import start_calendar
from gaiyue.ops.demo.events import DemoAdvanced
from gaiyue.ops.demo.marker import put_marker
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.employ import employ
from gaiyue.people.open_park import NewDepartment, NewPark, open_park
from gaiyue.people.queries import has_opened
from gaiyue.people.register_enterprise import NewEnterprise, register_enterprise
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition

PARK = "lingang"
HOUSE = system(PARK, "test")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=clock.ZONE)
"""When tests begin unless they say otherwise: Monday morning, an ordinary week."""

HOURS = OpeningHours(opens=time(9), closes=time(17), lunch_from=time(12), lunch_to=time(13))

_numbers = count(1)


def at(text: str) -> datetime:
    """A moment on the park's clock: at("2026-11-25 09:00")."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)


@dataclass(frozen=True, slots=True)
class Company:
    """A company with the person who acts for it."""

    code: str
    name: str
    account: int
    actor: Actor


def a_park(*, limits: Limits | None = None, code: str = PARK) -> None:
    """A park with two departments, two locations, three services, a calendar and rules in force since last year."""
    house = system(code, "test")
    departments = (
        NewDepartment(code="tax", name_zh="税务服务科", name_en="Tax services"),
        NewDepartment(code="registry", name_zh="登记注册科", name_en="Registration"),
    )
    open_park(
        NewPark(
            name_zh="临港园区",
            name_en="Lingang Park",
            address_zh="环湖西二路1号",
            address_en="1 West Huanhu Second Road",
            phone="021-5555 0100",
            departments=departments,
        ),
        actor=house,
    )
    for place, zh, en in (
        ("lakeside", "滴水湖大厅", "Lakeside Hall"),
        ("harbour", "港城大厅", "Harbour Hall"),
    ):
        address = {"address_zh": f"{zh}一楼", "address_en": f"{en}, ground floor"}
        open_location(NewLocation(code=place, name_zh=zh, name_en=en, **address), actor=house)
    _service("tax-registration", "税务登记", "Tax registration", "tax", actor=house)
    _service("business-registration", "工商注册", "Business registration", "registry", actor=house)
    _service("qualification", "资质认定", "Qualification recognition", "registry", actor=house)
    hours = dict.fromkeys(range(5), HOURS)
    start_calendar(code, years=(2025, 2026, 2027), hours=hours, actor=house)
    with clock.frozen(clock.now() - timedelta(days=365)):
        publish_edition(code, "*", limits=limits or Limits(), actor=house)
    has_opened(code)  # so that the first request of a test asks no more than the next one


def a_demo(park: str = PARK) -> None:
    """Let the park carry the mark of a demo."""
    today = clock.today()
    put_marker(park, DemoAdvanced(until=clock.now(), began_on=today, opened_on=today))


def _service(code: str, zh: str, en: str, department: str, *, actor: Actor) -> None:
    open_service(
        NewService(
            code=code,
            name_zh=zh,
            name_en=en,
            summary_zh=f"办理{zh}",
            summary_en=f"{en} at the counter",
            minutes=30,
            department=department,
            phone="021-5555 0101",
            materials=(
                NewMaterial(
                    name_zh="营业执照",
                    name_en="Business licence",
                    note_zh="原件",
                    note_en="original",
                ),
                NewMaterial(name_zh="委托书", name_en="Letter of authority", is_required=False),
            ),
            counters=tuple(
                NewCounter(location=place, name_zh="1号窗口", name_en="Counter 1")
                for place in ("lakeside", "harbour")
            ),
        ),
        actor=actor,
    )


def a_company(name: str = "云启科技", *, credit_code: str | None = "", park: str = PARK) -> Company:
    """A company with one person in charge; verified unless `credit_code` is None."""
    house = system(park, "test")
    number = next(_numbers)
    code = register_enterprise(
        NewEnterprise(
            name=name,
            industry="集成电路",
            size="small",
            credit_code=_credit_code(number) if credit_code == "" else credit_code,
        ),
        actor=house,
    )
    person = NewPerson(login=f"person{number}@example.com", name=f"张{number}", phone="13800000000")
    account = add_member(person, enterprise=code, role="owner", actor=house)
    scope = frozenset({code})
    return Company(code, name, account, Actor(park, f"account:{account}", "owner", scope))


def colleague(company: Company, role: str = "member") -> Company:
    """The same company, with another person who acts for it."""
    number = next(_numbers)
    person = NewPerson(login=f"person{number}@example.com", name=f"王{number}", phone="13900000000")
    account = add_member(person, enterprise=company.code, role=role, actor=HOUSE)
    actor = Actor(PARK, f"account:{account}", role, frozenset({company.code}))
    return Company(company.code, company.name, account, actor)


def link_holder(reference: str) -> Actor:
    """Whoever opened the signed link of a visit: may act for that one visit and nothing else."""
    return Actor(PARK, f"link:{reference}", "link_holder", frozenset({reference}))


def limits(**changed: Any) -> Limits:
    """The usual limits, with these settings changed, in force from now on."""
    new = replace(Limits(), **changed)
    publish_edition(PARK, "*", limits=new, actor=HOUSE)
    return new


def _credit_code(number: int) -> str:
    from stdnum.cn import uscc

    stem = f"91310115MA{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def staff(role: str = "clerk", *, park: str = PARK) -> Actor:
    """A member of staff of that role."""
    person = NewPerson(login=f"staff{next(_numbers)}", name="李四")
    account = employ(person, department="tax", role=role, actor=system(park, "test"))
    return Actor(park, f"account:{account}", role)


def a_block(
    starts: str = "2026-11-25 09:00",
    *,
    seats: int = 1,
    service: str = "tax-registration",
    location: str = "lakeside",
    hours: int = 2,
) -> int:
    """A block of two hours; its id."""
    starts_at = at(starts)
    session = Session(service, location, starts_at, starts_at + timedelta(hours=hours), seats)
    return add_session(session, actor=HOUSE)


def booked(company: Company, block: int, *, key: str | None = None) -> str:
    """A visit of the company; its reference."""
    contact = Contact("张三", "138 0000 0000")
    return book_appointment(
        block, enterprise=company.code, actor=company.actor, contact=contact, key=key
    )


def visit(reference: str) -> Appointment:
    """The row of a visit."""
    return Appointment.objects.select_related("block").get(park=PARK, reference=reference)


def taken(block: int) -> int:
    """How many seats of a block are taken."""
    return Block.objects.get(pk=block).taken
