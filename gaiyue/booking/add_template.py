"""Add a block to the week, from which blocks are made ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import access_place, access_service
from gaiyue.booking.events import TemplateAdded
from gaiyue.booking.models import Template
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may

MOST_SEATS = 999
"""Three digits fit the page and any real counter."""

LAST_WEEKDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTemplate:
    """A block of the week: codes of service and location, weekday 0 = Monday, hours on the park's clock.

    `reserve` of the seats are kept for emergencies until `reserve_released_h` hours before the block begins. Blocks
    are made for the days from `valid_from` to `valid_until`, both included; None is for good.
    """

    service: str
    location: str
    weekday: int
    opens: time
    closes: time
    capacity: int
    valid_from: date
    valid_until: date | None = None
    reserve: int = 0
    reserve_released_h: int = 24


def read_template(template: NewTemplate, *, actor: Actor) -> Template:
    """The row that it will be, not saved. NotThere and refusals like `add_template`, except for an overlap."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(template.service)
    service = access_service(template.service, park=actor.park)
    location = access_place(template.location, service=service)
    _check(template)
    return Template(
        park=actor.park,
        service=service,
        location=location,
        weekday=template.weekday,
        opens=template.opens,
        closes=template.closes,
        capacity=template.capacity,
        reserve=template.reserve,
        reserve_released_h=template.reserve_released_h,
        valid_from=template.valid_from,
        valid_until=template.valid_until,
    )


def refuse_overlap(new: Template, others: Iterable[Template]) -> None:
    """Refusal `template.overlaps` when one of the others has the same place in the week on some day."""
    for other in others:
        if _same_time(new, other):
            hours = {"opens": f"{other.opens:%H:%M}", "closes": f"{other.closes:%H:%M}"}
            raise Refusal("template.overlaps", hours)


@deed
def add_template(template: NewTemplate, *, actor: Actor) -> int:
    """Add the block to the week and return the id of its template. Blocks that exist are not touched.

    NotThere for a service or a location that isn't there. Refusals: `template.weekday` (not 0 to 6);
    `template.hours` (ends before it begins); `session.seats` (not 1 to 999); `template.reserve` (more than the
    seats); `template.validity` (ends before it begins); `template.overlaps` (the service has another block there at
    that time).
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(template.service)
    queue_for_planning(
        actor.park
    )  # before the counters are read: the last one there may be being retired
    row = read_template(template, actor=actor)
    refuse_overlap(row, Template.objects.filter(park=actor.park, service=row.service))
    row.save()
    added = TemplateAdded(
        service=Code(row.service.code),
        location=Code(row.location.code),
        weekday=template.weekday,
        opens=Code(f"{template.opens:%H:%M}"),
        closes=Code(f"{template.closes:%H:%M}"),
        capacity=template.capacity,
        reserve=template.reserve,
        valid_from=template.valid_from,
        valid_until=template.valid_until,
    )
    record(added, subject=f"template:{row.pk}", actor=actor)
    return row.pk


def _check(template: NewTemplate) -> None:
    if not 0 <= template.weekday <= LAST_WEEKDAY:
        raise Refusal("template.weekday", {"weekday": template.weekday})
    if template.closes <= template.opens:
        hours = {"opens": f"{template.opens:%H:%M}", "closes": f"{template.closes:%H:%M}"}
        raise Refusal("template.hours", hours)
    if not 1 <= template.capacity <= MOST_SEATS:
        raise Refusal("session.seats", {"capacity": template.capacity, "most": MOST_SEATS})
    if not 0 <= template.reserve <= template.capacity:
        facts = {"reserve": template.reserve, "capacity": template.capacity}
        raise Refusal("template.reserve", facts)
    until = template.valid_until
    if until is not None and until < template.valid_from:
        raise Refusal("template.validity", {"from": template.valid_from, "until": until})


def _same_time(one: Template, other: Template) -> bool:
    return (
        one.service_id == other.service_id
        and one.location_id == other.location_id
        and one.weekday == other.weekday
        and one.opens < other.closes
        and other.opens < one.closes
        and one.valid_from <= (other.valid_until or date.max)
        and other.valid_from <= (one.valid_until or date.max)
    )
