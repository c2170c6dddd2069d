"""Set up the demo park: everything but its history, in one deed, so that the first page can be served at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.booking.add_template import add_template
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.open_location import open_location
from gaiyue.booking.open_service import open_service
from gaiyue.calendars.start import start_calendar
from gaiyue.ops.demo.companies import Company, companies
from gaiyue.ops.demo.events import DemoAdvanced
from gaiyue.ops.demo.lingang import HOURS, LOCATIONS, PARK, STAFF
from gaiyue.ops.demo.marker import demo_actor, put_marker
from gaiyue.ops.demo.qualification import QUALIFICATION
from gaiyue.ops.demo.registration import REGISTRATION
from gaiyue.ops.demo.tax import TAX
from gaiyue.ops.demo.week import templates
from gaiyue.ops.upkeep import SPARE_DAYS
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.employ import employ
from gaiyue.people.open_park import open_park
from gaiyue.people.queries import is_open
from gaiyue.people.register_enterprise import register_enterprise
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.queries import WHOLE_PARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How large the demo is: companies, and days of history; `seed` decides who they are."""

    companies: int = 300
    days_back: int = 30
    seed: int = 20


FULL: Final = Scale()


def set_up_demo(park: str, *, scale: Scale = FULL) -> bool:
    """Open the demo park as if that had been `days_back` days ago; False, and nothing done, when the park is open.

    All or nothing: one transaction. The history is fill.py's work.
    """
    if is_open(park):
        return False
    today = clock.today()
    first_day = today - timedelta(days=scale.days_back)
    with clock.frozen(datetime.combine(first_day, time(7, 30), clock.ZONE)):
        return _set_up(park, scale, opened_on=today)


@deed
def _set_up(park: str, scale: Scale, *, opened_on: date) -> bool:
    if is_open(park):
        return False  # another process was first
    actor, first_day = demo_actor(park), clock.today()
    limits = Limits()
    open_park(PARK, actor=actor)
    years = range(first_day.year - 1, first_day.year + 2)
    start_calendar(park, years=years, hours=HOURS, actor=actor)
    publish_edition(park, WHOLE_PARK, limits=limits, actor=actor)
    for location in LOCATIONS:
        open_location(location, actor=actor)
    for service in (REGISTRATION, TAX, QUALIFICATION):
        open_service(service, actor=actor)
    for template in templates(first_day):
        add_template(template, actor=actor)
    ahead = scale.days_back + limits.horizon_days + SPARE_DAYS
    generate_blocks(until=first_day + timedelta(days=ahead), actor=actor)
    _employ_staff(actor)
    _let_in(companies(scale.companies, seed=scale.seed), actor)
    put_marker(park, DemoAdvanced(clock.now(), began_on=first_day, opened_on=opened_on))
    return True


def _employ_staff(actor: Actor) -> None:
    for number, (name, department, role) in enumerate(STAFF, start=1):
        login = f"staff{number:02d}@example.com"
        person = NewPerson(login=login, name=name, email=login, phone=f"021-5555 8{number:03d}")
        employ(person, department=department, role=role, actor=actor)


def _let_in(all_companies: Iterable[Company], actor: Actor) -> None:
    for company in all_companies:
        code = register_enterprise(company.enterprise, actor=actor)
        for person in company.people:
            role = "owner" if person is company.people[0] else "member"
            add_member(person, enterprise=code, role=role, actor=actor)
