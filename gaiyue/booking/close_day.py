"""The whole park closes on a day: the day ceases to count, and every visit of it may be moved freely."""

from datetime import date, timedelta

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.close_blocks import Closing, Effect, blocks_ahead, close_blocks
from gaiyue.booking.models import Block, ClosedWith
from gaiyue.booking.planning_lock import lock_blocks, queue_for_planning
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.calendars.queries import working_calendar
from gaiyue.people.permissions import May, may

MOST_DAYS = 31
"""A month: each day is an edition of the calendar of its own."""


@deed
def close_day(day: date, *, why: WhyClosed, actor: Actor) -> Effect:
    """Mark the day closed in a new edition of the calendar and close its blocks, both or neither.

    Deadlines that were printed stay where they are. Blocks that are being made at the same moment are made before
    and closed, or not made. Look at `preview_closing` first. Refusals "calendar.day_is_past",
    "calendar.already_closed".
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(day.isoformat())
    queue_for_planning(actor.park)
    close_park(actor.park, day=day, why=why, actor=actor)
    closing = Closing(on=day, because=why.value)
    return close_blocks(closing, actor=actor, closed_with=ClosedWith.DAY)


@deed
def close_days(first: date, last: date, *, why: WhyClosed, actor: Actor) -> Effect:
    """The same for every day from `first` to `last` on which the park would be open; all or none of them.

    Refusals also `closing.days` (the last day is before the first), `closing.past` (the first has passed),
    `closing.too_long` (more than a month), `closing.no_open_day`, and `closing.day_begun` (today alone, when all its
    blocks have begun).
    """
    if not may(actor, May.KEEP_CALENDAR):
        raise NotThere(first.isoformat())
    queue_for_planning(actor.park)
    days = open_days(actor.park, first=first, last=last)
    lock_blocks(blocks_ahead(actor.park).filter(on__in=days).values_list("pk", flat=True))
    effects = [close_day(day, why=why, actor=actor) for day in days]
    return Effect(
        tuple(block for effect in effects for block in effect.blocks),
        tuple(visit for effect in effects for visit in effect.visits),
    )


def open_days(park: str, *, first: date, last: date) -> list[date]:
    """The days that a closing from `first` to `last` would mark. Refusals like the deed."""
    if last < first:
        raise Refusal("closing.days", {"on": first, "until": last})
    if (last - first).days >= MOST_DAYS:
        raise Refusal("closing.too_long", {"most": MOST_DAYS})
    if first < clock.today():
        raise Refusal("closing.past", {"until": first})
    calendar = working_calendar(park)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    if not (found := [day for day in days if calendar.is_open(day)]):
        raise Refusal("closing.no_open_day", {"on": first, "until": last})
    if found == [clock.today()] and _has_all_begun(park, found[0]):
        raise Refusal("closing.day_begun", {"day": found[0]})
    return found


def _has_all_begun(park: str, day: date) -> bool:
    today = Block.objects.filter(park=park, on=day, is_open=True)
    return today.exists() and not blocks_ahead(park).filter(on=day).exists()
