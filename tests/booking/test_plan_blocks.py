"""A3, A8, K3: extra sessions, more or fewer seats, released reserves, and the alarm behind the counts."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.events import ReserveReleased
from gaiyue.booking.models import Block
from gaiyue.booking.open_location import NewLocation, open_location
from gaiyue.booking.reconcile import Mismatch, find_mismatches
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.booking.seats import SeatsInconsistent, exchange_seats
from gaiyue.booking.set_capacity import VisitsConcerned, set_capacity
from gaiyue.eventlog.queries import history
from gaiyue.eventlog.record import record
from tests import make
from tests.booking.make import everything, kinds


def session(starts: str, ends: str, *, seats: int = 2, location: str = "lakeside") -> Session:
    return Session("tax-registration", location, make.at(starts), make.at(ends), seats)


# --- extra sessions ------------------------------------------------------------------------


def test_an_extra_session_is_bookable_at_once_also_on_a_sunday(park):
    planner = make.staff("supervisor")
    extra = session("2026-11-29 09:00", "2026-11-29 11:00")
    block = add_session(extra, actor=planner)
    assert make.booked(make.a_company(), block)
    row = Block.objects.get(pk=block)
    assert (row.on, row.capacity, row.is_extra) == (date(2026, 11, 29), 2, True)
    (entry,) = history(make.PARK, f"block:{block}")
    assert (entry.kind, entry.actor, entry.facts["capacity"]) == ("block.added", planner.code, 2)


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        ("2026-11-25 11:00", "2026-11-25 09:00", "session.hours"),
        ("2026-11-25 11:00", "2026-11-25 11:00", "session.hours"),
        ("2026-11-25 23:00", "2026-11-26 01:00", "session.hours"),
        ("2026-11-25 09:00", "2026-11-27 11:00", "session.hours"),
        ("2026-11-23 10:00", "2026-11-23 11:00", "session.past"),
        ("2026-11-20 09:00", "2026-11-20 11:00", "session.past"),
        ("2026-11-25 10:00", "2026-11-25 12:00", "session.overlaps"),
        ("2026-11-25 08:00", "2026-11-25 09:01", "session.overlaps"),
        ("2026-11-25 09:30", "2026-11-25 10:00", "session.overlaps"),
    ],
)
def test_a_session_that_can_not_be_is_refused(park, starts, ends, code):
    make.a_block("2026-11-25 09:00")
    before = everything()
    with pytest.raises(Refusal) as refused:
        add_session(session(starts, ends), actor=make.HOUSE)
    assert refused.value.code == code
    assert everything() == before


@pytest.mark.parametrize("seats", [0, -1, 1000])
def test_a_session_has_between_one_and_999_seats(park, seats):
    with pytest.raises(Refusal) as refused:
        add_session(session("2026-11-25 09:00", "2026-11-25 11:00", seats=seats), actor=make.HOUSE)
    assert refused.value.code == "session.seats"


def test_a_session_may_begin_when_another_ends_or_be_in_another_building(park):
    make.a_block("2026-11-25 09:00")
    add_session(session("2026-11-25 11:00", "2026-11-25 12:00"), actor=make.HOUSE)
    there = session("2026-11-25 09:00", "2026-11-25 11:00", location="harbour")
    add_session(there, actor=make.HOUSE)


def test_a_session_counts_for_its_day_in_the_park_and_not_in_utc(park):
    """Half past seven in the morning is still the day before in UTC."""
    starts, ends = (datetime(2026, 11, 25, 23, half, tzinfo=UTC) for half in (0, 30))
    block = add_session(Session("tax-registration", "lakeside", starts, ends, 1), actor=make.HOUSE)
    assert Block.objects.get(pk=block).on == date(2026, 11, 26)


def test_a_session_of_an_unknown_service_or_building_is_not_there(park):
    starts, ends = make.at("2026-11-25 09:00"), make.at("2026-11-25 11:00")
    for service, location in (("dancing", "lakeside"), ("tax-registration", "moon")):
        with pytest.raises(NotThere):
            add_session(Session(service, location, starts, ends, 2), actor=make.HOUSE)


def test_a_session_is_where_a_counter_receives_the_service(park):
    """Nobody could be received elsewhere."""
    annex = NewLocation(
        code="annex", name_zh="附楼", name_en="Annex", address_zh="附楼一楼", address_en="Annex"
    )
    open_location(annex, actor=make.HOUSE)
    there = session("2026-11-25 09:00", "2026-11-25 11:00", location="annex")
    with pytest.raises(Refusal) as refused:
        add_session(there, actor=make.HOUSE)
    assert refused.value.code == "session.no_counter"


# --- seats ---------------------------------------------------------------------------------


def test_more_seats_can_be_booked_at_once(park):
    block = make.a_block(seats=1)
    make.booked(make.a_company(), block)
    set_capacity(block, capacity=2, actor=make.HOUSE)
    assert make.booked(make.a_company("别家"), block)
    entry = history(make.PARK, f"block:{block}")[0]
    assert (entry.kind, entry.facts) == ("block.resized", {"before": 1, "after": 2})


def test_fewer_seats_than_are_taken_are_refused_with_the_visits_concerned(park):
    """The newest first: whoever came last is asked first."""
    block = make.a_block(seats=3)
    references = []
    for minute in range(3):
        park.move_to(make.at(f"2026-11-23 10:0{minute}"))
        references.append(make.booked(make.a_company(), block))
    before = everything()

    with pytest.raises(VisitsConcerned) as refused:
        set_capacity(block, capacity=2, actor=make.HOUSE)

    assert refused.value.references == tuple(reversed(references))
    assert refused.value.facts["taken"] == 3
    assert everything() == before
    set_capacity(block, capacity=3, actor=make.HOUSE)


def test_a_cut_takes_the_reserve_along_where_it_must(park):
    block = make.a_block(seats=3)
    Block.objects.filter(pk=block).update(reserve=2)
    make.booked(make.a_company(), block)
    set_capacity(block, capacity=1, actor=make.HOUSE)
    row = Block.objects.get(pk=block)
    assert (row.capacity, row.reserve, row.taken) == (1, 1, 1)


@pytest.mark.parametrize("seats", [-1, 1000])
def test_seats_are_between_none_and_999(park, seats):
    block = make.a_block()
    with pytest.raises(Refusal) as refused:
        set_capacity(block, capacity=seats, actor=make.HOUSE)
    assert refused.value.code == "block.seats"
    set_capacity(block, capacity=0, actor=make.HOUSE)


def test_the_seats_of_a_block_that_does_not_exist_are_not_there(park):
    with pytest.raises(NotThere):
        set_capacity(424242, capacity=1, actor=make.HOUSE)


def test_the_database_refuses_a_block_over_capacity(park):
    """K3: whatever the code does."""
    block = make.a_block(seats=1)
    for broken in ({"taken": 2}, {"taken": -1}, {"reserve": 2}, {"reserve": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Block.objects.filter(pk=block).update(**broken)


# --- the reserve ---------------------------------------------------------------------------


def reserved(starts: str, *, seats: int, until: str) -> int:
    block = make.a_block(starts, seats=seats)
    Block.objects.filter(pk=block).update(reserve=seats, reserve_until=make.at(until))
    return block


def test_unused_emergency_seats_go_to_everybody_at_the_set_time(park):
    """A8."""
    due = reserved("2026-11-25 09:00", seats=2, until="2026-11-24 09:00")
    later = reserved("2026-11-26 09:00", seats=1, until="2026-11-25 09:00")
    assert release_reserve(actor=make.HOUSE) == 0

    park.move_to(make.at("2026-11-24 09:00"))
    assert release_reserve(actor=make.HOUSE) == 1

    assert Block.objects.get(pk=due).reserve == 0
    assert Block.objects.get(pk=later).reserve == 1
    assert make.booked(make.a_company(), due)
    assert history(make.PARK, f"block:{due}")[0].facts == {"seats": 2}
    assert release_reserve(actor=make.HOUSE) == 0
    assert kinds(f"block:{due}").count("block.reserve_released") == 1


def test_a_reserve_that_changed_meanwhile_is_released_as_it_is_then(park, monkeypatch):
    """The record keeps no release that did not happen: the whole deed is undone and run again."""
    block = reserved("2026-11-25 09:00", seats=2, until="2026-11-24 09:00")
    park.move_to(make.at("2026-11-24 09:00"))
    recorded = []

    def while_another_uses_one(event: ReserveReleased, **kwargs) -> int:
        recorded.append(event.seats)
        if len(recorded) == 1:
            Block.objects.filter(pk=block).update(reserve=1)
        return record(event, **kwargs)

    monkeypatch.setattr("gaiyue.booking.release_reserve.record", while_another_uses_one)
    assert release_reserve(actor=make.HOUSE) == 1
    assert len(recorded) == 2
    assert Block.objects.get(pk=block).reserve == 0
    assert kinds(f"block:{block}").count("block.reserve_released") == 1


# --- the alarm -----------------------------------------------------------------------------


def test_a_wrong_count_is_found_and_a_right_one_is_not(park):
    """K3: the alarm behind the invariant, with a mismatch planted."""
    right, wrong = make.a_block("2026-11-25 09:00", seats=3), make.a_block("2026-11-26 09:00")
    company = make.a_company()
    make.booked(company, right)
    since = date(2026, 11, 1)
    assert find_mismatches(make.PARK, since=since) == []

    Block.objects.filter(pk=wrong).update(taken=1)
    Block.objects.filter(pk=right).update(taken=3)

    assert find_mismatches(make.PARK, since=since) == [Mismatch(right, 3, 1), Mismatch(wrong, 1, 0)]
    assert find_mismatches(make.PARK, since=date(2026, 11, 26)) == [Mismatch(wrong, 1, 0)]
    assert find_mismatches("zhangjiang", since=since) == []


def test_a_seat_that_nobody_holds_is_not_given_back(park):
    block = make.a_block()
    with pytest.raises(SeatsInconsistent):
        exchange_seats(give_back=block)
