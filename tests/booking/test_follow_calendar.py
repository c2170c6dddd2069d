"""B2, A3: the blocks follow the calendar, and what is closed can be opened again."""

from datetime import date, time, timedelta

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.close_blocks import Closing, Part, close_blocks, preview_closing
from gaiyue.booking.close_day import close_day, close_days
from gaiyue.booking.follow_calendar import apply_calendar_change, preview_days_closing
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.give_day_back import give_day_back
from gaiyue.booking.models import Block, ClosedWith
from gaiyue.booking.planning_lock import lock_blocks
from gaiyue.booking.reopen_blocks import preview_reopening, reopen_block
from gaiyue.booking.set_reserve import preview_reserve, set_reserve
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.occasions import WhyClosed
from tests import make
from tests.booking.make import everything, kinds

WEDNESDAY = date(2026, 11, 25)
THE_WEEK = NewTemplate(
    service="tax-registration",
    location="lakeside",
    weekday=2,
    opens=time(9),
    closes=time(11),
    capacity=2,
    valid_from=date(2026, 1, 1),
)


def test_a_day_that_became_a_holiday_closes_and_opens_again_with_what_was_open(park):
    """A block that somebody closed by hand stays closed."""
    first = make.a_block("2026-11-25 09:00", seats=2)
    by_hand = make.a_block("2026-11-25 14:00")
    reference = make.booked(make.a_company(), first)
    close_blocks(Closing(WEDNESDAY, "training", block=by_hand), actor=make.HOUSE)
    shown = preview_days_closing((WEDNESDAY,), actor=make.HOUSE)
    close_park(make.PARK, day=WEDNESDAY, why=WhyClosed.POWER_CUT, actor=make.HOUSE)

    done = apply_calendar_change((WEDNESDAY, date(2026, 11, 20)), actor=make.HOUSE)

    assert (done.closed, done.visits) == (shown.blocks, shown.visits) == ((first,), done.visits)
    assert [visit.reference for visit in done.visits] == [reference]
    assert kinds(reference)[-1] == "appointment.move_opened"
    assert apply_calendar_change((WEDNESDAY,), actor=make.HOUSE).closed == ()

    back = give_day_back(WEDNESDAY, actor=make.staff("manager"))
    assert back.reopened == (first,)
    assert {row.pk for row in Block.objects.filter(is_open=True)} == {first}


def test_a_day_that_opens_gets_the_blocks_of_the_week(park):
    add_template(THE_WEEK, actor=make.HOUSE)
    close_day(WEDNESDAY, why=WhyClosed.OTHER, actor=make.HOUSE)
    generate_blocks(until=date(2026, 12, 2), actor=make.HOUSE)
    assert not Block.objects.filter(on=WEDNESDAY).exists()
    assert give_day_back(WEDNESDAY, actor=make.HOUSE).made == 1
    assert Block.objects.get(on=WEDNESDAY).is_open


def test_all_that_a_changed_day_concerns_is_locked_at_once_in_one_order(park, monkeypatch):
    """B2: also a block of another day that the week has a place for again, so that no two deeds wait in a circle."""
    add_template(THE_WEEK, actor=make.HOUSE)
    generate_blocks(until=date(2026, 12, 16), actor=make.HOUSE)
    dormant = Block.objects.get(on=WEDNESDAY)
    Block.objects.filter(pk=dormant.pk).update(is_open=False, closed_with=ClosedWith.WEEK)
    later = date(2026, 12, 9)
    close_day(later, why=WhyClosed.OTHER, actor=make.HOUSE)
    locked = []

    def listening(blocks):
        ids = set(blocks)
        locked.append(ids)
        lock_blocks(ids)

    for deed in ("follow_calendar", "generate_blocks"):
        monkeypatch.setattr(f"gaiyue.booking.{deed}.lock_blocks", listening)
    assert give_day_back(later, actor=make.HOUSE).made == 1
    assert Block.objects.get(pk=dormant.pk).is_open
    first, *rest = locked
    assert first == {dormant.pk, Block.objects.get(on=later).pk}
    assert all(ids <= first for ids in rest)


def test_a_range_and_an_afternoon_can_be_closed(park):
    blocks = {
        (day, hour): make.a_block(f"2026-11-{day} {hour}:00")
        for day in (25, 26, 27)
        for hour in ("09", "14")
    }
    closing = Closing(WEDNESDAY, "training", until=date(2026, 11, 26), part=Part.AFTERNOON)
    shown = preview_closing(closing, actor=make.HOUSE)
    assert close_blocks(closing, actor=make.HOUSE) == shown
    assert shown.blocks == (blocks[25, "14"], blocks[26, "14"])
    assert kinds("day:2026-11-26") == ["blocks.closed"]


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2026, 11, 24), "closing.days"), (date(2027, 3, 1), "closing.too_long")],
)
def test_a_range_that_can_not_be_is_refused(park, until, code):
    with pytest.raises(Refusal) as refused:
        preview_closing(Closing(WEDNESDAY, "training", until=until), actor=make.HOUSE)
    assert refused.value.code == code


def test_a_park_closes_for_a_week_on_its_open_days_only(park):
    make.a_block("2026-11-26 09:00")
    effect = close_days(
        WEDNESDAY, date(2026, 11, 29), why=WhyClosed.MAINTENANCE, actor=make.staff("manager")
    )
    assert len(effect.blocks) == 1
    with pytest.raises(Refusal) as refused:
        close_days(WEDNESDAY, WEDNESDAY, why=WhyClosed.OTHER, actor=make.HOUSE)
    assert refused.value.code == "closing.no_open_day"


def test_a_closed_block_opens_again_and_says_who_is_still_there(park):
    block = make.a_block("2026-11-25 09:00", seats=3)
    reference = make.booked(make.a_company(), block)
    close_blocks(Closing(WEDNESDAY, "training"), actor=make.HOUSE)
    planner = make.staff("supervisor")
    shown = preview_reopening(block, actor=planner)
    assert reopen_block(block, actor=planner) == shown
    assert (shown.free, shown.visits) == (2, 1)
    assert kinds(f"block:{block}")[-1] == "blocks.reopened"
    with pytest.raises(Refusal) as refused:
        reopen_block(block, actor=planner)
    assert refused.value.code == "block.is_open"
    assert make.visit(reference).block.is_open
    with pytest.raises(NotThere):
        reopen_block(block, actor=make.staff("clerk"))


def test_a_block_of_a_closed_day_stays_closed_until_the_day_opens(park):
    block = make.a_block("2026-11-25 09:00")
    Block.objects.update(is_extra=False)
    close_day(WEDNESDAY, why=WhyClosed.OTHER, actor=make.HOUSE)
    with pytest.raises(Refusal) as refused:
        reopen_block(block, actor=make.HOUSE)
    assert refused.value.code == "block.day_closed"
    park.move_to(make.at("2026-11-25 09:00"))
    with pytest.raises(Refusal) as refused:
        reopen_block(block, actor=make.HOUSE)
    assert refused.value.code == "block.over"


def test_seats_are_kept_for_emergencies_until_a_moment(park):
    """A8."""
    block = make.a_block("2026-11-25 09:00", seats=4)
    make.booked(make.a_company(), block)
    until = make.at("2026-11-24 17:00")
    planner = make.staff("supervisor")
    shown = preview_reserve(block, reserve=2, until=until, actor=planner)
    assert set_reserve(block, reserve=2, until=until, actor=planner) == shown
    assert (shown.before, shown.after) == (3, 1)
    row = Block.objects.get(pk=block)
    assert (row.reserve, row.reserve_until) == (2, until)
    set_reserve(block, reserve=0, until=None, actor=planner)
    assert Block.objects.get(pk=block).reserve_until is None
    before = everything()
    for reserve, moment, code in (
        (4, until, "block.reserve_too_many"),
        (-1, until, "block.reserve_too_many"),
        (1, None, "block.reserve_until"),
        (1, make.MONDAY - timedelta(hours=1), "block.reserve_until"),
        (1, make.at("2026-11-25 09:01"), "block.reserve_until"),
    ):
        with pytest.raises(Refusal) as refused:
            set_reserve(block, reserve=reserve, until=moment, actor=planner)
        assert refused.value.code == code
    assert everything() == before
    with pytest.raises(NotThere):
        set_reserve(block, reserve=1, until=until, actor=make.staff("clerk"))


def test_a_look_at_many_days_costs_two_queries(park, django_assert_num_queries):
    days = [date(2026, 11, n) for n in range(24, 31)]
    for day in days[:4]:
        make.booked(make.a_company(f"{day}"), make.a_block(f"{day} 09:00"))
    with django_assert_num_queries(2):
        effect = preview_days_closing(days, actor=make.HOUSE)
    assert (len(effect.blocks), len(effect.visits)) == (4, 4)
