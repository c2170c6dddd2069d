"""The blocks follow the calendar: days that became holidays close, days that opened get their blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.close_blocks import (
    Closing,
    Concerned,
    Effect,
    blocks_ahead,
    close_blocks,
    visits_in,
)
from gaiyue.booking.closing_reasons import HOLIDAY
from gaiyue.booking.generate_blocks import dormant_blocks, generate_blocks
from gaiyue.booking.models import Block, ClosedWith
from gaiyue.booking.planning_events import CalendarFollowed
from gaiyue.booking.planning_lock import lock_blocks, queue_for_planning
from gaiyue.booking.reopen_blocks import reopen_of_day
from gaiyue.booking.resume_visits import lock_booked
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.queries import marked_days, working_calendar
from gaiyue.eventlog.record import record
from gaiyue.people.permissions import May, may

LEAST_DAYS_AHEAD = 28
"""Blocks are made this far ahead at least when the plan changes; the recurring job goes on from there."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done: ids of the blocks closed and opened again, how many are new, and whose visits may now move."""

    closed: tuple[int, ...]
    reopened: tuple[int, ...]
    made: int
    visits: tuple[Concerned, ...]


@deed
def apply_calendar_change(days: Iterable[date], *, actor: Actor) -> Followed:
    """Make the blocks of these days what the calendar in force says of the days.

    To be called in the deed that changed the calendar, after it (as `publish_year(...).days` names them); days that
    are past or that did not change are no harm. On a day that closed the open blocks close and their visits may be
    moved free of notice; on a day that opened the blocks that had closed with it open again, and the missing ones are
    made. Blocks that somebody closed by hand stay closed.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")
    queue_for_planning(actor.park)
    coming = tuple(sorted(day for day in set(days) if day >= clock.today()))
    calendar = working_calendar(actor.park)
    of_days = Block.objects.filter(park=actor.park, on__in=coming, starts_at__gt=clock.now())
    shut = of_days.filter(is_open=False, closed_with=ClosedWith.DAY)
    until = min(coming[-1], planned_until(actor.park)) if coming else clock.today()
    lock_booked(actor.park, shut.values_list("pk", flat=True))
    changing = of_days | dormant_blocks(
        actor.park, until=until
    )  # in one pass: ids ascend over all days
    lock_blocks(changing.values_list("pk", flat=True))
    closed: list[Effect] = []
    reopened: list[int] = []
    for day in coming:
        if calendar.is_open(day):
            reopened += reopen_of_day(day, actor=actor)
        else:
            closing = Closing(on=day, because=_because(actor.park, day))
            closed.append(close_blocks(closing, actor=actor, closed_with=ClosedWith.DAY))
    made = generate_blocks(until=until, actor=actor) if coming else 0
    done = Followed(
        closed=tuple(block for effect in closed for block in effect.blocks),
        reopened=tuple(reopened),
        made=made,
        visits=tuple(visit for effect in closed for visit in effect.visits),
    )
    if done.closed or done.reopened or done.made:
        event = CalendarFollowed(
            days=coming,
            closed=len(done.closed),
            reopened=len(done.reopened),
            made=made,
            visits=len(done.visits),
        )
        record(event, subject="calendar", actor=actor)
    return done


def preview_days_closing(days: Iterable[date], *, actor: Actor) -> Effect:
    """What closing these days would do to blocks and visits, e.g. the days of a notice that is not published yet.

    Two queries however many days; NotThere for who may not plan.
    """
    if not may(actor, May.PLAN_BLOCKS):
        raise NotThere("blocks")
    of_days = blocks_ahead(actor.park).filter(on__in=sorted(set(days)))
    blocks = tuple(of_days.order_by("on", "pk").values_list("pk", flat=True))
    return Effect(blocks, visits_in(actor.park, blocks))


def planned_until(park: str) -> date:
    """The last day up to which blocks have been made, four weeks ahead at least. One query."""
    made = Block.objects.filter(park=park, is_extra=False).aggregate(last=Max("on"))["last"]
    least = clock.today() + timedelta(days=LEAST_DAYS_AHEAD)
    return max(made, least) if made else least


def _because(park: str, day: date) -> str:
    """The reason of the park's own closure, else that it is a holiday."""
    for mark in marked_days(park, first=day, last=day):
        if mark.kind is DayKind.CLOSURE:
            return mark.occasion
    return HOLIDAY
