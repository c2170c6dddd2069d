"""A3: the week changes, after its effect on the blocks ahead has been shown."""

from datetime import date, time

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.change_week import WeekChange, change_week, preview_week_change
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Block, Template
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.week_effect import Leftover
from tests import make
from tests.booking.make import everything, kinds

UNTIL = date(2026, 12, 21)
FROM = date(2026, 11, 24)


def new(**changed) -> NewTemplate:
    usual = {
        "service": "tax-registration",
        "location": "lakeside",
        "weekday": 2,
        "opens": time(9),
        "closes": time(11),
        "capacity": 2,
        "valid_from": FROM,
    }
    return NewTemplate(**{**usual, **changed})


@pytest.fixture
def wednesday(park) -> int:
    """Blocks on the 25th, 2nd, 9th and 16th."""
    template = add_template(new(valid_from=date(2026, 1, 1)), actor=make.HOUSE)
    generate_blocks(until=UNTIL, actor=make.HOUSE)
    return template


def done_as_shown(change: WeekChange):
    before = everything()
    shown = preview_week_change(change, actor=make.HOUSE)
    assert everything() == before
    assert change_week(change, actor=make.HOUSE) == shown
    return shown


def days(lines) -> list[str]:
    return [f"{line.starts_at.astimezone(make.MONDAY.tzinfo):%m-%d}" for line in lines]


def test_a_template_is_added_with_its_blocks(park):
    """Also where a session is in the way, and where the park is closed."""
    make.a_block("2026-12-02 10:00")
    effect = done_as_shown(WeekChange(FROM, added=new()))
    assert days(effect.made) == ["11-25", "12-09", "12-16"]
    assert days(effect.hindered) == ["12-02"]
    assert Block.objects.filter(is_extra=False).count() == 3
    assert kinds("week") == ["week.changed"]


def test_days_on_which_the_park_is_closed_are_named(park):
    park.move_to(make.at("2026-12-20 10:00"))
    effect = done_as_shown(WeekChange(date(2026, 12, 21), added=new(weekday=4, valid_from=FROM)))
    assert [(day.on, day.occasion) for day in effect.shut] == [(date(2027, 1, 1), "new_year")]


def test_an_ended_template_closes_what_nobody_booked_and_lists_the_rest(wednesday):
    booked = Block.objects.get(on=date(2026, 12, 2))
    reference = make.booked(make.a_company(), booked.pk)
    set_capacity(Block.objects.get(on=date(2026, 12, 9)).pk, capacity=5, actor=make.HOUSE)
    effect = done_as_shown(WeekChange(date(2026, 12, 1), ended=wednesday))
    assert days(effect.closed) == ["12-16"]
    assert days(effect.staying) == ["12-02", "12-09"]
    assert [visit.reference for visit in effect.visits] == [reference]
    closed = Block.objects.get(is_open=False)
    assert (closed.closed_because, closed.closed_with) == ("week_changed", "week")
    assert Template.objects.get().valid_until == date(2026, 11, 30)


def test_leftovers_can_be_kept(wednesday):
    effect = done_as_shown(WeekChange(FROM, ended=wednesday, leftover=Leftover.KEEP))
    assert (len(effect.closed), len(effect.kept)) == (0, 4)
    assert not Block.objects.filter(is_open=False).exists()


def test_a_change_gives_untouched_blocks_their_new_seats(wednesday):
    make.booked(make.a_company(), Block.objects.get(on=date(2026, 11, 25)).pk)
    change = WeekChange(FROM, ended=wednesday, added=new(capacity=6))
    effect = done_as_shown(change)
    assert days(effect.resized) == ["12-02", "12-09", "12-16"]
    assert days(effect.staying) == ["11-25"]
    assert list(Block.objects.order_by("on").values_list("capacity", flat=True)) == [2, 6, 6, 6]


def test_other_hours_close_the_old_blocks_and_make_new_ones(wednesday):
    change = WeekChange(FROM, ended=wednesday, added=new(opens=time(10), closes=time(12)))
    effect = done_as_shown(change)
    assert (len(effect.closed), len(effect.made), effect.hindered) == (4, 4, ())
    back = WeekChange(FROM, ended=Template.objects.get(opens=time(10)).pk, added=new())
    again = done_as_shown(back)
    assert (len(again.closed), len(again.made)) == (4, 4)
    assert Block.objects.filter(is_open=True).count() == 4
    assert Block.objects.count() == 8


def test_nothing_is_made_over_blocks_that_are_kept(wednesday):
    """9 to 11 becomes 10 to 12 and what nobody booked is kept: one counter is still not sold twice."""
    later = new(opens=time(10), closes=time(12), valid_from=date(2026, 12, 9))
    change = WeekChange(date(2026, 12, 9), ended=wednesday, added=later, leftover=Leftover.KEEP)
    effect = done_as_shown(change)
    assert (effect.made, effect.closed) == ((), ())
    assert days(effect.kept) == days(effect.hindered) == ["12-09", "12-16"]
    assert Block.objects.count() == 4


def test_a_block_of_the_week_goes_to_another_service_with_its_blocks(wednesday):
    change = WeekChange(FROM, ended=wednesday, added=new(service="qualification"))
    effect = done_as_shown(change)
    assert (len(effect.closed), len(effect.made)) == (4, 4)
    open_ones = Block.objects.filter(is_open=True)
    assert set(open_ones.values_list("service__code", flat=True)) == {"qualification"}


def test_what_overlaps_in_the_other_service_is_refused_before_and_after(wednesday):
    add_template(new(service="qualification", opens=time(10), closes=time(12)), actor=make.HOUSE)
    change = WeekChange(FROM, ended=wednesday, added=new(service="qualification"))
    for deed in (preview_week_change, change_week):
        with pytest.raises(Refusal, match=r"template\.overlaps"):
            deed(change, actor=make.HOUSE)


@pytest.mark.parametrize("deed", [preview_week_change, change_week])
def test_a_change_of_nothing_is_refused(wednesday, deed):
    with pytest.raises(Refusal, match=r"week\.unchanged"):
        deed(WeekChange(FROM), actor=make.HOUSE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (WeekChange(date(2026, 11, 23), ended=0), "template.end_past"),
        (WeekChange(FROM, added=new(opens=time(10), closes=time(12))), "template.overlaps"),
        (WeekChange(FROM, added=new(capacity=0)), "session.seats"),
    ],
)
def test_what_can_not_be_is_refused_before_and_after(wednesday, change, code):
    if change.ended is not None:
        change = WeekChange(change.from_day, ended=wednesday)
    before = everything()
    for deed in (preview_week_change, change_week):
        with pytest.raises(Refusal) as refused:
            deed(change, actor=make.HOUSE)
        assert refused.value.code == code
    assert everything() == before


def test_only_planners_change_the_week(wednesday):
    for deed in (preview_week_change, change_week):
        with pytest.raises(NotThere):
            deed(WeekChange(FROM, ended=wednesday), actor=make.staff("clerk"))


def test_a_weekend_of_one_service_leaves_the_others_their_stand_in(park):
    """B2: on a make-up Saturday a service without Saturdays of its own works like on a Friday."""
    friday, saturday = {"weekday": 4, "valid_from": date(2026, 1, 1)}, {"weekday": 5}
    add_template(new(**friday), actor=make.HOUSE)
    add_template(new(**friday, service="qualification"), actor=make.HOUSE)
    add_template(
        new(**{**saturday, "valid_from": date(2026, 1, 1)}, opens=time(14), closes=time(15)),
        actor=make.HOUSE,
    )
    park.move_to(make.at("2026-10-10 07:00"))
    generate_blocks(until=date(2026, 10, 10), actor=make.HOUSE)
    hours = {
        block.service.code: block.starts_at.astimezone(make.MONDAY.tzinfo).hour
        for block in Block.objects.select_related("service")
    }
    assert hours == {"tax-registration": 14, "qualification": 9}


def test_another_service_in_the_same_house_is_not_in_the_way(park):
    """A3: a change that is about two services; each has counters of its own."""
    friday, other = {"weekday": 4, "valid_from": date(2026, 1, 1)}, {"service": "qualification"}
    park.move_to(make.at("2026-10-08 10:00"))
    add_template(new(**friday), actor=make.HOUSE)
    later = new(**friday, **other, opens=time(11), closes=time(12))
    add_template(later, actor=make.HOUSE)
    ended = add_template(new(**other, valid_from=date(2026, 1, 1)), actor=make.HOUSE)
    generate_blocks(until=date(2026, 10, 16), actor=make.HOUSE)
    day = date(2026, 10, 10)  # a make-up Saturday, until now like a Friday
    longer = new(weekday=5, closes=time(12), valid_from=day)
    effect = done_as_shown(WeekChange(day, ended=ended, added=longer))
    assert (days(effect.resized), days(effect.staying)) == (["10-10"], [])
    grown = Block.objects.get(on=day, service__code="tax-registration")
    assert grown.ends_at == make.at("2026-10-10 12:00")


def test_a_block_does_not_grow_into_an_extra_session(wednesday):
    """One counter is not sold twice: the block stays as it is, and the preview says so."""
    make.a_block("2026-12-02 11:00")
    longer = new(closes=time(12), valid_from=date(2026, 12, 1))
    effect = done_as_shown(WeekChange(date(2026, 12, 1), ended=wednesday, added=longer))
    assert days(effect.staying) == ["12-02"]
    ends = {block.on.day: block.ends_at for block in Block.objects.filter(is_extra=False)}
    assert ends[2] == make.at("2026-12-02 11:00")
    assert ends[9] == make.at("2026-12-09 12:00")
