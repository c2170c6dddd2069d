"""Add, end or change a block of the week, with what that does to the blocks ahead: shown before, done the same."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import Again, deed
from gaiyue.booking.add_template import NewTemplate, add_template, read_template, refuse_overlap
from gaiyue.booking.closing_reasons import WEEK_CHANGED
from gaiyue.booking.end_template import access_template, check_end, end_template
from gaiyue.booking.follow_calendar import planned_until
from gaiyue.booking.generate_blocks import make_blocks
from gaiyue.booking.models import Block, ClosedWith, Template
from gaiyue.booking.planning_events import WeekChanged
from gaiyue.booking.planning_lock import lock_blocks, queue_for_planning
from gaiyue.booking.week_effect import Leftover, Work, compare
from gaiyue.booking.week_lines import WeekEffect, lines_of
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once


@dataclass(frozen=True, slots=True)
class WeekChange:
    """End the template `ended` and add `added`: one of them alone, or both for a change.

    It holds from `from_day` on; what is added counts from its own `valid_from`. `seen_until` is what whoever wants this
    had before them as the last day of the ended one: a date in ISO, "" for none, None when it doesn't matter.
    """

    from_day: date
    ended: int | None = None
    added: NewTemplate | None = None
    leftover: Leftover = Leftover.CLOSE
    seen_until: str | None = None


@dataclass(frozen=True, slots=True)
class WeekChangedBy:
    """How many blocks a change of the week made, gave other seats or hours, and closed."""

    made: int
    resized: int
    closed: int


def preview_week_change(change: WeekChange, *, actor: Actor) -> WeekEffect:
    """What the change would do to the blocks ahead; nothing is changed. NotThere and refusals like the deed."""
    old, new = _read(change, actor)
    before = list(_week(actor.park, old, new))
    after = [row for row in before if old is None or row.pk != old.pk]
    if old is not None and old.valid_from < change.from_day:
        old.valid_until = change.from_day - timedelta(days=1)
        after.append(old)
    if new is not None:
        refuse_overlap(new, after)
        after.append(new)
    return lines_of(_work(change, before, after, park=actor.park), park=actor.park)


@deed
def change_week(change: WeekChange, *, actor: Actor) -> WeekEffect:
    """Change the week and let the blocks ahead follow; what was done, which is what the preview said.

    Missing blocks are made at once as far as blocks have been made. Blocks without a visit that the week made
    otherwise before take the new seats and hours, or close when the week has no place for them and `leftover` says
    so; those with a visit, and those that somebody has changed by hand, stay as they are, and nothing is made over
    what stays. Refusals: those of `add_template` and `end_template`; `week.unchanged` (nothing ends, nothing is added);
    `template.changed` (what ends isn't what was seen).
    """
    queue_for_planning(actor.park)
    old, new = _read(change, actor)
    before = list(_week(actor.park, old, new))
    if change.ended is not None:
        end_template(change.ended, from_day=change.from_day, actor=actor)
    if change.added is not None:
        add_template(change.added, actor=actor)
    work = _work(change, before, list(_week(actor.park, old, new)), park=actor.park)
    effect = lines_of(work, park=actor.park)
    one = _one(old, new)
    event = WeekChanged(
        service=Code(one.service.code),
        location=Code(one.location.code),
        until=work.until,
        made=len(effect.made),
        closed=tuple(block.pk for block in work.closing),
        resized=tuple(block.pk for _, block in work.resizing),
        kept=tuple(sorted(block.pk for block in (*work.staying, *work.kept))),
    )
    record(event, subject="week", actor=actor)
    _follow(work, actor.park)
    return effect


@deed
def change_week_once(change: WeekChange, *, key: str | None, actor: Actor) -> WeekChangedBy:
    """Change the week; asked twice with one `key`, it is changed once and answered twice.

    NotThere and refusals like `change_week`, and `idempotency.key_reused` for the key of another change.
    """
    body = {"change": json.loads(json.dumps(asdict(change), default=str))}
    once = Once(actor, "change_week", key, body)
    if (answer := once.answered()) is not None:
        return WeekChangedBy(*(int(str(answer[name])) for name in WeekChangedBy.__slots__))
    effect = change_week(change, actor=actor)
    done = WeekChangedBy(len(effect.made), len(effect.resized), len(effect.closed))
    once.answer(asdict(done))
    return done


def _read(change: WeekChange, actor: Actor) -> tuple[Template | None, Template | None]:
    """The template that ends and the row of the one that is added, each None when there is none."""
    old = None
    if change.ended is not None:
        old = access_template(change.ended, actor=actor)
        check_end(old, change.from_day)
        if change.seen_until not in (None, str(old.valid_until or "")):
            raise Refusal("template.changed", {"until": old.valid_until})
    new = None if change.added is None else read_template(change.added, actor=actor)
    _one(old, new)
    return old, new


def _one(old: Template | None, new: Template | None) -> Template:
    """The template that the change is about; Refusal `week.unchanged` when it neither ends nor adds one."""
    if (one := old or new) is None:
        raise Refusal("week.unchanged")
    return one


def _week(park: str, *of: Template | None) -> QuerySet[Template]:
    """Every template of the services of these: a block of the week may go from one service to another."""
    services = {one.service_id for one in of if one is not None}
    return Template.objects.filter(park=park, service_id__in=services).order_by("pk")


def _work(change: WeekChange, before: list[Template], after: list[Template], *, park: str) -> Work:
    until = planned_until(park)
    blocks = Block.objects.filter(
        park=park,
        on__range=(clock.today(), until),
        service_id__in={t.service_id for t in after + before},
    )
    return compare(
        before,
        after,
        blocks=list(blocks.order_by("pk")),
        calendar=working_calendar(park),
        days=(clock.today(), until),
        leftover=change.leftover,
    )


def _follow(work: Work, park: str) -> None:
    """Write what was decided; whatever was booked meanwhile makes the whole deed run again."""
    changing = [*((None, block) for block in work.closing), *work.resizing]
    lock_blocks(block.pk for _, block in (*changing, *work.fit.dormant))
    for slot, block in changing:
        untouched = Block.objects.filter(pk=block.pk, is_open=True, taken=0)
        if slot is None:
            done = untouched.update(
                is_open=False, closed_because=WEEK_CHANGED, closed_with=ClosedWith.WEEK
            )
        else:
            done = untouched.update(
                ends_at=slot.ends_at,
                capacity=slot.capacity,
                reserve=slot.reserve,
                reserve_until=slot.reserve_until,
            )
        if not done:
            raise Again
    make_blocks(park, missing=work.fit.missing, dormant=work.fit.dormant)
