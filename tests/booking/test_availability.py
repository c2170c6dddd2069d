"""A4: free blocks are found at once, and what is shown as free can really be taken."""

from datetime import date, timedelta

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.book import preview_booking
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.models import Block
from gaiyue.booking.queries.availability import days_with_blocks, nearest_free, one_block
from tests import make

SERVICE, PLACE = "tax-registration", "lakeside"


def days() -> list[tuple[date, int]]:
    found = days_with_blocks(make.PARK, service=SERVICE, location=PLACE)
    return [(day.on, day.free) for day in found]


def test_days_are_listed_soonest_first_with_what_is_left(park):
    make.a_block("2026-11-26 14:00", seats=2)
    morning = make.a_block("2026-11-25 09:00", seats=3)
    make.a_block("2026-11-25 14:00", seats=1)
    make.booked(make.a_company(), morning)
    assert days() == [(date(2026, 11, 25), 3), (date(2026, 11, 26), 2)]
    wednesday = days_with_blocks(make.PARK, service=SERVICE, location=PLACE)[0]
    assert [(row.starts_at, row.free) for row in wednesday.blocks] == [
        (make.at("2026-11-25 09:00"), 2),
        (make.at("2026-11-25 14:00"), 1),
    ]


def test_only_this_service_and_this_building_are_listed(park):
    make.a_block("2026-11-25 09:00", service="qualification")
    make.a_block("2026-11-26 09:00", location="harbour")
    assert days() == []


def test_seats_kept_for_emergencies_are_not_shown_as_free(park):
    block = make.a_block("2026-11-25 09:00", seats=2)
    Block.objects.filter(pk=block).update(reserve=2)
    assert days() == [(date(2026, 11, 25), 0)]


def test_a_closed_day_is_shown_as_closed_with_nothing_free(park):
    make.a_block("2026-11-25 09:00", seats=2)
    close_blocks(Closing(date(2026, 11, 25), "power_cut"), actor=make.HOUSE)
    (day,) = days_with_blocks(make.PARK, service=SERVICE, location=PLACE)
    assert (day.is_open, day.free, day.blocks[0].is_open) == (False, 0, False)


def test_a_block_is_listed_exactly_as_long_as_it_can_be_taken(park):
    """The edges of lead time and horizon, to the minute: the list and the rule agree."""
    company = make.a_company()
    block = make.a_block("2026-12-24 14:00")
    for moment in (
        "2026-11-23 23:59",  # the horizon is thirty days
        "2026-11-24 00:00",
        "2026-12-24 12:00",  # the lead time is two hours
        "2026-12-24 12:01",
        "2026-12-24 14:01",
    ):
        park.move_to(make.at(moment))
        decision = preview_booking(block, enterprise=company.code, actor=company.actor)
        assert bool(days()) == decision.allowed, moment


def test_the_free_blocks_nearest_to_a_full_one_are_offered_nearest_first(park):
    """Earlier or later, at any location, the later of two equally near first."""
    full = make.a_block("2026-11-26 09:00")
    make.booked(make.a_company(), full)
    here = {
        make.a_block("2026-11-25 09:00"): "a day before",
        make.a_block("2026-11-27 09:00"): "a day after",
        make.a_block("2026-11-26 14:00", location="harbour"): "the same afternoon, elsewhere",
        make.a_block("2026-12-01 09:00"): "days later",
    }
    make.a_block("2026-11-26 10:00", location="harbour", service="qualification")
    near = nearest_free(make.PARK, block=full)
    assert [here[row.id] for row in near] == [
        "the same afternoon, elsewhere",
        "a day after",
        "a day before",
    ]
    assert len(nearest_free(make.PARK, block=full, count=9)) == 4


def test_what_can_not_be_taken_is_not_offered_as_nearest(park):
    wanted = make.a_block("2026-11-24 09:00")
    taken = make.a_block("2026-11-24 14:00")
    make.booked(make.a_company(), taken)
    kept = make.a_block("2026-11-25 09:00")
    Block.objects.filter(pk=kept).update(reserve=1)
    make.a_block("2026-11-26 09:00")
    close_blocks(Closing(date(2026, 11, 26), "power_cut"), actor=make.HOUSE)
    make.a_block("2026-11-23 11:00")  # within the lead time
    make.a_block("2026-12-24 09:00")  # beyond the horizon
    free = make.a_block("2026-12-23 09:00")
    assert [row.id for row in nearest_free(make.PARK, block=wanted)] == [free]


def test_one_block_comes_with_its_service(park):
    block = make.a_block("2026-11-25 09:00", seats=2)
    row, service = one_block(block, park=make.PARK)
    assert (row.id, row.free, row.location, service) == (block, 2, PLACE, SERVICE)
    for absent in ({"block": 424242, "park": make.PARK}, {"block": block, "park": "zhangjiang"}):
        with pytest.raises(NotThere):
            one_block(absent["block"], park=absent["park"])


@pytest.mark.parametrize("many", [1, 25])
def test_lists_cost_the_same_few_queries_however_long_they_are(
    park, django_assert_num_queries, many
):
    start = make.at("2026-11-24 06:00")
    blocks = [
        make.a_block(f"{start + timedelta(days=n // 5, hours=n % 5):%Y-%m-%d %H:%M}", hours=1)
        for n in range(many)
    ]
    days()  # this process has seen the editions
    with django_assert_num_queries(3):
        found = days()
    assert sum(free for _, free in found) == many
    with django_assert_num_queries(5):
        nearest_free(make.PARK, block=blocks[0], count=9)
    with django_assert_num_queries(1):
        one_block(blocks[0], park=make.PARK)
