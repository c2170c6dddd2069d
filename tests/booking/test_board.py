"""A10: the counter's day, and the screen in the hall."""

from datetime import date, timedelta

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.call import call_visit
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Counter
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.board import (
    Board,
    BoardCounts,
    count_forgotten,
    counts_on_board,
    finished,
    forgotten,
    unfinished,
    whole_day,
)
from gaiyue.booking.queries.hall import counters, hall
from gaiyue.booking.queries.visits import visit
from tests import make

MONDAY = date(2026, 11, 23)
BOARD = Board(MONDAY)


def references(rows) -> list[str]:
    return [row.reference for row in rows]


def a_counter() -> int:
    return Counter.objects.get(location__code="lakeside", service__code="tax-registration").pk


def visits(n: int, starts: str = "2026-11-23 14:00", **block) -> list[str]:
    block_id = make.a_block(starts, seats=n, **block)
    return [make.booked(make.a_company(f"企业{k}"), block_id) for k in range(n)]


def test_who_waits_comes_first_then_who_is_called_then_who_is_expected(park):
    clerk = make.staff()
    (earlier,) = visits(1, "2026-11-23 13:00", location="harbour")
    expected, called, longest, shorter, done, missed, gone = visits(7)
    for minutes, reference in enumerate((called, longest, shorter, done)):
        park.move_to(make.at("2026-11-23 13:50") + timedelta(minutes=minutes))
        check_in(reference, actor=clerk)
    park.move_to(make.at("2026-11-23 14:00"))
    call_visit(called, counter=a_counter(), actor=clerk)
    mark_no_show(missed, actor=clerk)
    park.advance(timedelta(minutes=1))
    complete_visit(done, actor=clerk)
    with_gone = make.visit(gone)
    with_gone.state, with_gone.live_key, with_gone.holds_seat = "cancelled", None, False
    with_gone.save()

    ahead = references(unfinished(BOARD, actor=clerk).rows)
    assert ahead == [longest, shorter, called, earlier, expected]
    assert references(finished(BOARD, actor=clerk).rows) == [done, missed]
    assert counts_on_board(BOARD, actor=clerk) == BoardCounts(2, 1, 2, 1, 1)
    assert references(whole_day(BOARD, actor=clerk))[0] == earlier
    assert len(whole_day(BOARD, actor=clerk)) == 7


def test_a_board_is_narrowed_to_a_day_a_location_and_some_services(park):
    clerk = make.staff()
    (tax,) = visits(1)
    (harbour,) = visits(1, location="harbour")
    (other,) = visits(1, service="qualification")
    visits(1, "2026-11-24 09:00")

    def on(**narrowed):
        return set(references(unfinished(Board(MONDAY, **narrowed), actor=clerk).rows))

    assert on() == {tax, harbour, other}
    assert on(location="harbour") == {harbour}
    assert on(services=("qualification",)) == {other}
    assert on(services=("qualification", "tax-registration"), location="lakeside") == {tax, other}


def test_what_earlier_days_left_open_is_found_until_somebody_ends_it(park):
    clerk = make.staff()
    first, came, cancelled = visits(3)
    check_in(came, actor=clerk)
    cancel_appointment(cancelled, actor=clerk)
    assert forgotten(BOARD, actor=clerk).rows == ()
    park.move_to(make.at("2026-11-24 09:00"))
    visits(1, "2026-11-24 14:00")
    assert references(forgotten(Board(MONDAY), actor=clerk).rows) == [first, came]
    assert count_forgotten(Board(MONDAY, location="harbour"), actor=clerk) == 0
    mark_no_show(first, actor=clerk)
    complete_visit(came, actor=clerk)
    assert count_forgotten(BOARD, actor=clerk) == 0


def test_a_row_says_until_when_its_last_act_can_be_taken_back(park):
    clerk, (reference,) = make.staff(), visits(1)
    assert (visit(reference, actor=clerk).undo, visit(reference, actor=clerk).undo_until) == (
        "",
        None,
    )
    check_in(reference, actor=clerk)
    row = visit(reference, actor=clerk)
    assert (row.undo, row.undo_until) == ("check_in", make.MONDAY + timedelta(minutes=1))


@pytest.mark.parametrize("many", [1, 12])
def test_the_board_costs_the_same_few_queries_however_long_it_is(
    park, django_assert_num_queries, many
):
    clerk, references = make.staff(), visits(many)
    with django_assert_num_queries(5):
        assert len(unfinished(BOARD, actor=clerk).rows) == many
    with django_assert_num_queries(4):
        assert len(whole_day(BOARD, actor=clerk)) == many
    with django_assert_num_queries(1):
        assert counts_on_board(BOARD, actor=clerk).expected == many
    park.move_to(make.at("2026-11-23 14:00"))
    for reference in references:
        check_in(reference, actor=clerk)
        call_visit(reference, counter=a_counter(), actor=clerk)
    with django_assert_num_queries(3):
        assert len(hall("lakeside", actor=clerk).called) == min(many, 8)
    for reference in references:
        complete_visit(reference, actor=clerk)
    with django_assert_num_queries(2):
        assert len(finished(BOARD, actor=clerk).rows) == many
    with django_assert_num_queries(1):
        assert count_forgotten(BOARD, actor=clerk) == 0
    with django_assert_num_queries(1):
        assert len(counters(make.PARK)) == 2


def test_the_hall_shows_who_is_called_where_and_who_waits_without_a_name(park):
    clerk = make.staff()
    first, second, third = visits(3)
    visits(1, location="harbour")
    for minute, reference in enumerate((first, second, third)):
        park.move_to(make.at("2026-11-23 13:50") + timedelta(minutes=minute))
        check_in(reference, actor=clerk)
    call_visit(first, counter=a_counter(), actor=clerk)
    park.advance(timedelta(minutes=1))
    call_visit(third, counter=a_counter(), actor=clerk)

    now = hall("lakeside", actor=clerk)

    assert [(row.reference, row.counter_zh, row.counter_en) for row in now.called] == [
        (third, "1号窗口", "Counter 1"),
        (first, "1号窗口", "Counter 1"),
    ]
    assert (now.next_up, now.waiting) == ((second,), 1)
    complete_visit(first, actor=clerk)
    assert [row.reference for row in hall("lakeside", actor=clerk).called] == [third]
    assert hall("harbour", actor=clerk).waiting == 0
    with pytest.raises(NotThere):
        hall("moon", actor=clerk)


def test_a_counter_that_does_several_services_is_listed_once(park):
    rows = counters(make.PARK)
    assert [(row.location, row.name_zh) for row in rows] == [
        ("harbour", "1号窗口"),
        ("lakeside", "1号窗口"),
    ]
    assert len(rows[0].services) == 3
