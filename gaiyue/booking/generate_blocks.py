"""Make the blocks of the days ahead from the weekly templates; safe to repeat."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.events import BlocksGenerated
from gaiyue.booking.models import Block, Template
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may

SATURDAY, SUNDAY = 5, 6
STANDS_IN = {SATURDAY: 4, SUNDAY: 0}
"""A make-up or extra open day on a weekend without templates of its own follows the nearest weekday: Saturday
works like Friday, Sunday like Monday."""


@deed
def generate_blocks(*, until: date, actor: Actor) -> int:
    """Make the missing blocks from today up to and including `until`; how many there are new.

    Blocks that exist are left alone, closed or resized as they may be. A day that the calendar has as closed gets none.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")
    park = actor.park
    today = clock.today()
    calendar = working_calendar(park)
    templates = list(Template.objects.filter(park=park).select_related("service", "location"))
    span = Block.objects.filter(park=park, on__range=(today, until))
    before = span.count()
    blocks = [
        _block(template, day)
        for day in _open_days(calendar, today, until)
        for template in _templates_of(day, templates)
    ]
    Block.objects.bulk_create(blocks, ignore_conflicts=True, batch_size=500)
    made = span.count() - before
    if made:
        record(BlocksGenerated(until=until, made=made), subject=f"park:{park}", actor=actor)
    return made


def _open_days(calendar: WorkingCalendar, first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if calendar.is_open(day):
            yield day


def _templates_of(day: date, templates: list[Template]) -> list[Template]:
    valid = [
        t
        for t in templates
        if t.valid_from <= day and (t.valid_until is None or day <= t.valid_until)
    ]
    own = [t for t in valid if t.weekday == day.weekday()]
    return own or [t for t in valid if t.weekday == STANDS_IN.get(day.weekday())]


def _block(template: Template, day: date) -> Block:
    starts_at = datetime.combine(day, template.opens, tzinfo=clock.ZONE)
    released = (
        starts_at - timedelta(hours=template.reserve_released_h) if template.reserve else None
    )
    return Block(
        park=template.park,
        service=template.service,
        location=template.location,
        on=day,
        starts_at=starts_at,
        ends_at=datetime.combine(day, template.closes, tzinfo=clock.ZONE),
        capacity=template.capacity,
        reserve=template.reserve,
        reserve_until=released,
    )
