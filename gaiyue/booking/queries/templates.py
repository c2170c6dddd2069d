"""The week from which blocks are made, as a timetable. For staff."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.booking.end_template import access_template
from gaiyue.booking.models import Template
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A block of the week; weekday 0 is Monday. Names in both languages."""

    id: int
    weekday: int
    opens: time
    closes: time
    capacity: int
    reserve: int
    reserve_released_h: int
    valid_from: date
    valid_until: date | None
    service: str
    service_zh: str
    service_en: str
    location: str
    location_zh: str
    location_en: str


FIELDS = (
    *("pk", "weekday", "opens", "closes", "capacity", "reserve", "reserve_released_h"),
    *("valid_from", "valid_until"),
    *("service__code", "service__name_zh", "service__name_en"),
    *("location__code", "location__name_zh", "location__name_en"),
)


def week_of(park: str, *, actor: Actor) -> list[TemplateRow]:
    """The templates that hold today or later, by place, service, weekday and hour. One query."""
    if not may(actor, May.SEE_BOARD):
        return []
    current = Q(valid_until__isnull=True) | Q(valid_until__gte=clock.today())
    rows = Template.objects.filter(current, park=park)
    ordered = rows.order_by(
        *("location__code", "service__position", "service__code"),
        *("weekday", "opens", "valid_from"),
    )
    return [TemplateRow(*row) for row in ordered.values_list(*FIELDS)]


def template_of(template: int, *, actor: Actor) -> TemplateRow:
    """One template; NotThere for who may not plan, and when it isn't there. Two queries."""
    found = access_template(template, actor=actor)
    return TemplateRow(*Template.objects.filter(pk=found.pk).values_list(*FIELDS)[0])
