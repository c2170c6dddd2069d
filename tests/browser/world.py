"""A park in full swing, in which every page has something to show: visits ahead, late, moved, over, and today's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gaiyue.base.clock import VirtualClock
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.no_show import mark_no_show
from gaiyue.people.queries import accounts_of, enterprises_page
from tests import make
from tests.browser.world_desk import Desk, book_desk, receive_desk
from tests.browser.world_messages import Messages, make_messages
from tests.browser.world_people import People, make_people
from tests.browser.world_plan import OF_BOTH, Plan, make_plan

NOW = make.at("2026-11-24 09:30")
HOURS = ("09:00", "11:00", "14:00")
PLACES = ("lakeside", "harbour")
LONG_NAME = "上海临港新片区云启智能装备科技股份有限公司"
NOTE = "客户临时从深圳过来，上午走不开。"


@dataclass(frozen=True, slots=True)
class World:
    """Who is there, and which visit is in which state; `names` are the words that no language changes."""

    company: int
    newcomer: int
    clerk: int
    manager: int
    ahead: str
    late: str
    moved: str
    cancelled: str
    here: str
    free: int
    full: int
    people: People
    messages: Messages
    desk: Desk
    plan: Plan
    names: tuple[str, ...]

    def account(self, who: str) -> int:
        """The account of somebody named here, among the people, or among those who got messages."""
        where = next(part for part in (self, self.people, self.messages) if hasattr(part, who))
        found: int = getattr(where, who)
        return found


def make_world(clock: VirtualClock) -> World:
    """By the real deeds, at the times when people did them; leaves the clock on Tuesday, half past nine."""
    clock.move_to(make.at("2026-11-05 10:00"))
    blocks = {
        (service, place, day, hour): make.a_block(
            f"{day} {hour}", seats=2, service=service, location=place
        )
        for service in ("tax-registration", "business-registration")
        for place in PLACES
        for day in _working_days(date(2026, 11, 23), 12)
        for hour in HOURS
    }

    def tax(day: str, hour: str = "09:00") -> int:
        return blocks["tax-registration", "lakeside", date.fromisoformat(day), hour]

    company, newcomer = make.a_company(LONG_NAME), make.a_company("上海初见文化有限公司")
    others = [
        make.a_company(f"上海{name}有限公司")
        for name in ("远航物流", "青禾生物", "致远软件", "润泽餐饮", "博文教育")
    ]
    clerk, manager = make.staff("clerk"), make.staff("manager")

    cancelled = make.booked(company, tax("2026-12-03"))
    cancel_appointment(cancelled, actor=company.actor, note=NOTE)
    clock.move_to(make.at("2026-11-10 10:00"))
    ahead = _booked(company, tax("2026-12-02", "14:00"))
    late = _booked(company, blocks["business-registration", "harbour", date(2026, 11, 25), "09:00"])
    qualification = [
        make.a_block(f"2026-12-{day} 09:00", seats=2, service="qualification")
        for day in ("04", "07")
    ]
    moved = _booked(company, qualification[0])
    desk = book_desk(blocks["business-registration", "lakeside", date(2026, 11, 24), "09:00"])
    clock.move_to(make.at("2026-11-12 16:20"))
    move_appointment(
        moved,
        to_block=qualification[1],
        actor=company.actor,
        statement=Statement("key_client_visit", NOTE),
    )

    today = [
        _booked(one, tax("2026-11-24", hour))
        for one, hour in zip(others, ("09:00", "09:00", "11:00", "14:00"), strict=False)
    ]
    full = tax("2026-12-01")
    for one in (others[4], make.a_company("上海满席科技有限公司")):
        _booked(one, full)
    missed = _booked(others[3], make.a_block("2026-11-23 15:00", service="qualification"))

    clock.move_to(make.at("2026-11-23 16:00"))
    mark_no_show(missed, actor=clerk)
    clock.move_to(make.at("2026-11-24 09:05"))
    check_in(today[0], actor=clerk)
    receive_desk(desk, clock, clerk=clerk)
    clock.move_to(NOW)
    complete_visit(today[0], actor=clerk)
    people = make_people(company, newcomer)
    messages = make_messages(ahead, of=company.actor, clerk=clerk)
    return World(
        company=company.account,
        newcomer=newcomer.account,
        clerk=int(clerk.code.removeprefix("account:")),
        manager=int(manager.code.removeprefix("account:")),
        ahead=ahead,
        late=late,
        moved=moved,
        cancelled=cancelled,
        here=today[1],
        free=tax("2026-12-03"),
        full=full,
        people=people,
        messages=messages,
        desk=desk,
        plan=make_plan(supervisor=manager),
        names=(*_names(), NOTE, "陈晓明", "张三", "李四", *people.names, *messages.names, *OF_BOTH),
    )


def _booked(company: make.Company, block: int) -> str:
    contact = Contact("陈晓明", "138 0000 0000")
    return book_appointment(block, enterprise=company.code, actor=company.actor, contact=contact)


def _working_days(first: date, n: int) -> Iterable[date]:
    days = (first + timedelta(days=i) for i in range(3 * n))
    return [day for day in days if day.weekday() < 5][:n]


def _names() -> list[str]:
    """Of the companies, and of the people who act for them."""
    found = enterprises_page(make.PARK).rows
    people = [one.name for row in found for one in accounts_of(make.PARK, row.enterprise)]
    searched_for = [LONG_NAME[:6], "陈*"]
    return [*(row.enterprise_name for row in found), *people, *searched_for]
