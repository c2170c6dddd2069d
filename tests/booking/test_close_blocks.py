"""A3, A4: closing blocks shows whom it concerns first, and opens a move for each of them."""

from datetime import date

import pytest

from gaiyue.base.errors import Refusal
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.close_blocks import (
    PAGE,
    Closing,
    Concerned,
    Part,
    close_blocks,
    closing_page,
    preview_closing,
)
from gaiyue.booking.models import Block
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import everything, kinds

WEDNESDAY = date(2026, 11, 25)


def test_what_is_shown_before_is_what_is_done(park):
    company, other = make.a_company(), make.a_company("别家")
    first = make.a_block("2026-11-25 09:00", seats=2)
    second = make.a_block("2026-11-25 14:00", seats=2)
    make.a_block("2026-11-26 09:00")
    reference, kept = make.booked(company, first), make.booked(other, second)
    closing = Closing(WEDNESDAY, "power_cut")
    before = everything()

    shown = preview_closing(closing, actor=make.HOUSE)
    assert everything() == before
    done = close_blocks(closing, actor=make.HOUSE)

    assert shown == done
    assert done.blocks == (first, second)
    start, afternoon = make.at("2026-11-25 09:00"), make.at("2026-11-25 14:00")
    assert done.visits == (
        Concerned(reference, company.code, "tax-registration", first, start),
        Concerned(kept, other.code, "tax-registration", second, afternoon),
    )


def test_each_visit_there_has_a_move_opened_on_its_record(park):
    """D5: one event for the day and one for each visit, by code and without a free text."""
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00")
    reference = make.booked(company, block)
    close_blocks(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)
    assert kinds(reference) == ["appointment.booked", "appointment.move_opened"]
    day = history(make.PARK, "day:2026-11-25")[0]
    assert day.facts == {
        "on": "2026-11-25",
        "blocks": [block],
        "visits": 1,
        "because": "power_cut",
    }
    assert Block.objects.get(pk=block).closed_because == "power_cut"


def test_a_visit_of_a_closed_block_keeps_its_seat_until_it_moves_and_may_move_late(park):
    company = make.a_company()
    block, later = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")
    reference = make.booked(company, block)
    park.move_to(make.at("2026-11-24 20:00"))
    assert not preview_move(reference, actor=company.actor).allowed
    close_blocks(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)
    assert make.taken(block) == 1
    move_appointment(reference, to_block=later, actor=company.actor)
    assert (make.taken(block), make.taken(later)) == (0, 1)


@pytest.mark.parametrize(
    ("location", "service", "closed"),
    [
        ("lakeside", None, {"tax lakeside", "qualification lakeside"}),
        (None, "tax-registration", {"tax lakeside", "tax harbour"}),
        ("harbour", "tax-registration", {"tax harbour"}),
        ("moon", None, set()),
    ],
)
def test_a_closing_can_be_narrowed_to_a_building_and_a_service(park, location, service, closed):
    blocks = {
        make.a_block("2026-11-25 09:00"): "tax lakeside",
        make.a_block("2026-11-25 09:00", location="harbour"): "tax harbour",
        make.a_block("2026-11-25 09:00", service="qualification"): "qualification lakeside",
    }
    effect = close_blocks(Closing(WEDNESDAY, "power_cut", location, service), actor=make.HOUSE)
    assert {blocks[block] for block in effect.blocks} == closed
    assert {blocks[row.pk] for row in Block.objects.filter(is_open=False)} == closed


def test_visits_that_are_over_or_under_way_are_left_alone(park):
    company, other = make.a_company(), make.a_company("别家")
    block = make.a_block("2026-11-23 14:00", seats=2)
    cancelled, here = make.booked(company, block), make.booked(other, block)
    cancel_appointment(cancelled, actor=company.actor)
    check_in(here, actor=make.HOUSE)
    effect = close_blocks(Closing(date(2026, 11, 23), "power_cut"), actor=make.HOUSE)
    assert (effect.blocks, effect.visits) == ((block,), ())


@pytest.mark.parametrize("now", ["2026-11-25 09:00", "2026-11-25 10:00", "2026-11-25 11:00"])
def test_a_block_that_has_begun_stays_open(park, now):
    """Its visits are being received: a closing of the day starts with what is still ahead."""
    block, later = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-25 14:00")
    reference = make.booked(make.a_company(), block)
    park.move_to(make.at(now))
    closing = Closing(WEDNESDAY, "power_cut")
    assert preview_closing(closing, actor=make.HOUSE).blocks == (later,)
    assert close_blocks(closing, actor=make.HOUSE).blocks == (later,)
    assert "appointment.move_opened" not in kinds(reference)


@pytest.mark.parametrize("act", [preview_closing, close_blocks])
def test_one_block_that_has_begun_is_refused(park, act):
    block = make.a_block("2026-11-25 09:00")
    park.move_to(make.at("2026-11-25 09:00"))
    before = everything()
    with pytest.raises(Refusal, match=r"closing\.begun"):
        act(Closing(WEDNESDAY, "power_cut", block=block), actor=make.HOUSE)
    assert everything() == before


def test_a_large_closing_takes_few_statements(park, django_assert_max_num_queries):
    """One lock, one update and one look at the visits for each few hundred blocks, not for each block."""
    blocks = [make.a_block(f"2026-11-25 {hour:02}:00", hours=1) for hour in range(9, 19)]
    with django_assert_max_num_queries(14):
        done = close_blocks(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)
    assert done.blocks == tuple(blocks)


def test_a_page_of_a_closing_is_a_part_of_what_it_does(park, django_assert_num_queries):
    """However many visits there are, a page costs three queries."""
    block = make.a_block("2026-11-25 09:00", seats=PAGE + 2)
    make.a_block("2026-11-25 14:00")
    for n in range(PAGE + 2):
        make.booked(make.a_company(f"企业{n}"), block)
    closing = Closing(WEDNESDAY, "power_cut")
    every = preview_closing(closing, actor=make.HOUSE)
    pages = []
    for number in (1, 2):
        with django_assert_num_queries(3):
            pages.append(closing_page(closing, actor=make.HOUSE, page=number))
    assert pages[0].rows + pages[1].rows == every.visits
    assert (pages[0].blocks, pages[0].total) == (len(every.blocks), len(every.visits))
    assert closing_page(closing, actor=make.HOUSE, page=99).number == 2


@pytest.mark.parametrize(
    ("part", "hours"),
    [(Part.MORNING, [8, 11]), (Part.AFTERNOON, [12, 16]), (Part.ALL, [8, 11, 12, 16])],
)
def test_noon_on_the_clock_of_the_park_parts_the_day(park, part, hours):
    blocks = {make.a_block(f"2026-11-25 {hour:02}:00", hours=1): hour for hour in (8, 11, 12, 16)}
    closed = close_blocks(Closing(WEDNESDAY, "power_cut", part=part), actor=make.HOUSE)
    assert [blocks[block] for block in closed.blocks] == hours


def test_a_closing_of_more_than_one_statement_names_is_the_same(park, monkeypatch):
    monkeypatch.setattr("gaiyue.booking.planning_lock.AT_ONCE", 2)
    blocks = [make.a_block(f"2026-11-25 {hour:02}:00") for hour in (16, 10, 14, 8, 12)]
    references = [make.booked(make.a_company(), block) for block in blocks]
    closing = Closing(WEDNESDAY, "power_cut")
    shown = preview_closing(closing, actor=make.HOUSE)
    done = close_blocks(closing, actor=make.HOUSE)
    assert shown == done
    assert done.blocks == tuple(sorted(blocks))
    in_time = [references[n] for n in (3, 1, 4, 2, 0)]
    assert [visit.reference for visit in done.visits] == in_time


def test_closing_again_changes_nothing_and_opens_no_second_move(park):
    reference = make.booked(make.a_company(), make.a_block("2026-11-25 09:00"))
    closing = Closing(WEDNESDAY, "power_cut")
    close_blocks(closing, actor=make.HOUSE)
    before = everything()
    again = close_blocks(closing, actor=make.HOUSE)
    assert (again.blocks, again.visits) == ((), ())
    assert everything() == before
    assert kinds(reference).count("appointment.move_opened") == 1


def test_the_preview_costs_two_queries_however_many_visits(park, django_assert_num_queries):
    block = make.a_block("2026-11-25 09:00", seats=9)
    for _ in range(6):
        make.booked(make.a_company(), block)
    with django_assert_num_queries(2):
        preview_closing(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)


def test_what_is_over_is_not_closed_any_more(park):
    """A visit that was missed yesterday is not one to move freely today."""
    company = make.a_company()
    morning, afternoon = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-25 14:00")
    reference = make.booked(company, morning)
    park.move_to(make.at("2026-11-25 12:30"))
    done = close_blocks(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)
    assert done.blocks == (afternoon,)
    assert "appointment.move_opened" not in kinds(reference)

    park.move_to(make.at("2026-11-26 09:00"))
    with pytest.raises(Refusal, match=r"closing\.past"):
        close_blocks(Closing(WEDNESDAY, "power_cut"), actor=make.HOUSE)
