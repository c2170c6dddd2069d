"""A block of the week is made no longer from a day on."""

from datetime import date, timedelta

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Template
from gaiyue.booking.planning_events import TemplateEnded
from gaiyue.booking.planning_lock import queue_for_planning
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may


def access_template(template: int, *, actor: Actor) -> Template:
    """The template with its service and location, for who plans blocks; NotThere otherwise."""
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere(str(template))
    rows = Template.objects.select_related("service", "location")
    found = rows.filter(park=actor.park, pk=template).first()
    if found is None:
        raise NotThere(str(template))
    return found


def check_end(template: Template, from_day: date) -> None:
    """Refusals `template.end_past` (not after today: what is there today stays) and `template.ended` (before)."""
    if from_day <= clock.today():
        raise Refusal("template.end_past", {"day": from_day})
    if template.valid_until is not None and template.valid_until < from_day:
        raise Refusal("template.ended", {"until": template.valid_until})


@deed
def end_template(template: int, *, from_day: date, actor: Actor) -> date | None:
    """Make no blocks from the template from that day on; its last day, None when it had none and is gone.

    Blocks that exist are not touched: `change_week` does both. Refusals: `template.end_past`, `template.ended`.
    """
    queue_for_planning(actor.park)
    found = access_template(template, actor=actor)
    check_end(found, from_day)
    last_on = from_day - timedelta(days=1)
    began = last_on >= found.valid_from
    record(
        TemplateEnded(last_on=last_on if began else None),
        subject=f"template:{template}",
        actor=actor,
    )
    if not began:
        found.delete()
        return None
    found.valid_until = last_on
    found.save(update_fields=["valid_until"])
    return last_on
