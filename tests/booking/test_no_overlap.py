"""A3, K3: whatever is planned in whatever order, one counter is never sold twice, and every preview was true.

Hypothesis plays planners: weeks added, changed and ended, days closed and opened, sessions, closings, visits.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gaiyue.base import clock
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.change_week import WeekChange, change_week, preview_week_change
from gaiyue.booking.close_blocks import Closing, Part, close_blocks, preview_closing
from gaiyue.booking.close_day import close_day
from gaiyue.booking.end_template import end_template
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.give_day_back import give_day_back
from gaiyue.booking.models import Block, Template
from gaiyue.booking.open_day import open_day
from gaiyue.booking.reopen_blocks import reopen_block
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.week_effect import Leftover
from gaiyue.calendars.occasions import WhyClosed, WhyExtra
from tests import make

days = st.integers(0, 13).map(lambda n: date(2026, 11, 23) + timedelta(days=n))
some = st.integers(0, 30)
"""Which of the templates or blocks there are; counted round and round."""
weeks = st.builds(
    lambda weekday, opens, hours, capacity, valid_from: NewTemplate(
        service="tax-registration",
        location="lakeside",
        weekday=weekday,
        opens=time(opens),
        closes=time(opens + hours),
        capacity=capacity,
        valid_from=valid_from,
    ),
    weekday=st.sampled_from([1, 2, 4]),
    opens=st.integers(9, 12),
    hours=st.integers(1, 3),
    capacity=st.integers(1, 2),
    valid_from=days,
)
acts = st.one_of(
    st.tuples(st.just("add"), weeks),
    st.tuples(st.just("change"), some, st.none() | weeks, days, st.sampled_from(Leftover)),
    st.tuples(st.just("shift"), some, st.sampled_from([-1, 1]), days, st.sampled_from(Leftover)),
    st.tuples(st.just("shift"), some, st.sampled_from([-1, 1]), days, st.just(Leftover.KEEP)),
    st.tuples(st.just("new"), weeks),
    st.tuples(st.just("end"), some, days),
    st.tuples(st.just("generate"), days),
    st.tuples(st.just("session"), days, st.integers(9, 13), st.integers(1, 2)),
    st.tuples(st.just("close"), days, st.sampled_from(Part)),
    st.tuples(st.just("reopen"), some),
    st.tuples(st.just("close_day"), days),
    st.tuples(st.just("open_day"), days),
    st.tuples(st.just("give_back"), days),
    st.tuples(st.just("resize"), some),
    st.tuples(st.just("book"), some),
    st.tuples(st.just("wait"), st.sampled_from([3, 20])),
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    phases=set(Phase) - {Phase.explain},
)
@given(first=weeks, plan=st.lists(acts, min_size=2, max_size=14))
def test_no_two_open_blocks_of_one_service_at_one_place_overlap(park, first, plan):
    with transaction.atomic(), clock.frozen(make.MONDAY) as virtual:
        add_template(first, actor=make.HOUSE)
        generate_blocks(until=date(2026, 12, 6), actor=make.HOUSE)
        for what, *how in plan:
            if what == "wait":
                virtual.advance(timedelta(hours=how[0]))
                continue
            try:
                ACTS[what](*how)
            except (Refusal, NotThere):
                continue
            assert overlapping() == [], (what, how)
        transaction.set_rollback(True)


def overlapping() -> list[tuple[Block, Block]]:
    rows = Block.objects.filter(is_open=True).order_by("pk")
    return [
        (one, other)
        for one, other in combinations(rows, 2)
        if (one.service_id, one.location_id) == (other.service_id, other.location_id)
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    ]


def one_of(model: Any, which: int) -> int:
    ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise NotThere("none")
    return int(ids[which % len(ids)])


def change(which: int, added: NewTemplate | None, day: date, leftover: Leftover) -> None:
    changed = WeekChange(day, ended=one_of(Template, which), added=added, leftover=leftover)
    shown = preview_week_change(changed, actor=make.HOUSE)
    assert change_week(changed, actor=make.HOUSE) == shown


def shift(which: int, by: int, day: date, leftover: Leftover) -> None:
    """The same block of the week begins and ends an hour earlier or later."""
    row = Template.objects.get(pk=one_of(Template, which))
    opens, closes = time(row.opens.hour + by), time(row.closes.hour + by)
    moved = NewTemplate(
        service="tax-registration",
        location="lakeside",
        weekday=row.weekday,
        opens=opens,
        closes=closes,
        capacity=row.capacity,
        valid_from=day,
    )
    change(which, moved, day, leftover)


def new(added: NewTemplate) -> None:
    changed = WeekChange(added.valid_from, added=added)
    shown = preview_week_change(changed, actor=make.HOUSE)
    assert change_week(changed, actor=make.HOUSE) == shown


def session(day: date, opens: int, hours: int) -> None:
    starts_at = make.at(f"{day} {opens:02}:00")
    wanted = Session(
        "tax-registration", "lakeside", starts_at, starts_at + timedelta(hours=hours), 1
    )
    add_session(wanted, actor=make.HOUSE)


def close(day: date, part: Part) -> None:
    closing = Closing(day, "training", part=part)
    shown = preview_closing(closing, actor=make.HOUSE)
    assert close_blocks(closing, actor=make.HOUSE) == shown


ACTS: dict[str, Callable[..., object]] = {
    "add": lambda week: add_template(week, actor=make.HOUSE),
    "change": change,
    "shift": shift,
    "new": new,
    "end": lambda which, day: end_template(one_of(Template, which), from_day=day, actor=make.HOUSE),
    "generate": lambda day: generate_blocks(until=day, actor=make.HOUSE),
    "session": session,
    "close": close,
    "reopen": lambda which: reopen_block(one_of(Block, which), actor=make.HOUSE),
    "close_day": lambda day: close_day(day, why=WhyClosed.OTHER, actor=make.HOUSE),
    "open_day": lambda day: open_day(day, why=WhyExtra.OTHER, actor=make.HOUSE),
    "give_back": lambda day: give_day_back(day, actor=make.HOUSE),
    "resize": lambda which: set_capacity(one_of(Block, which), capacity=3, actor=make.HOUSE),
    "book": lambda which: make.booked(make.a_company(), one_of(Block, which)),
}
