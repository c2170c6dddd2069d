"""A10: a counter calls companies up, and the longest waiting first."""

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.call import call_next, call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Counter
from gaiyue.eventlog.queries import history
from gaiyue.jobs.idempotency import KeyReused
from tests import make
from tests.booking.make import codes, kinds, no


def a_counter(location: str = "lakeside", service: str = "tax-registration") -> int:
    counters = Counter.objects.filter(location__code=location, service__code=service)
    return counters.order_by("pk")[0].pk


def who_waits(park, *, since: str = "2026-11-23 13:50", **block) -> str:
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 14:00", **block))
    before = park()
    park.move_to(make.at(since))
    check_in(reference, actor=make.HOUSE)
    park.move_to(before)
    return reference


def test_a_company_is_called_to_a_counter_and_again_when_it_did_not_hear(park):
    reference, clerk, counter = who_waits(park), make.staff(), a_counter()
    park.move_to(make.at("2026-11-23 14:01"))
    call_visit(reference, counter=counter, actor=clerk)
    visit = make.visit(reference)
    assert (visit.state, visit.called_at, visit.called_to_id) == (
        "checked_in",
        make.at("2026-11-23 14:01"),
        counter,
    )
    park.move_to(make.at("2026-11-23 14:03"))
    call_visit(reference, counter=counter, actor=clerk)
    assert make.visit(reference).called_at == make.at("2026-11-23 14:03")
    assert kinds(reference)[-2:] == ["appointment.called", "appointment.called"]
    assert history(make.PARK, reference)[0].facts == {"counter": counter}
    complete_visit(reference, actor=clerk)


def test_who_is_not_here_yet_or_in_another_building_is_not_called(park):
    expected = make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    decision = no(call_visit, expected, counter=a_counter("harbour"), actor=make.staff())
    assert codes(decision) == ["receive.not_checked_in", "call.other_location"]
    assert decision.next_steps[0].code == "check_in_first"


def test_what_another_counter_called_meanwhile_is_said(park):
    """Both saw the same board; the second one is told, and may still call on purpose after looking again."""
    reference, clerk = who_waits(park), make.staff()
    park.move_to(make.at("2026-11-23 14:01"))
    seen = make.visit(reference).version
    other = Counter.objects.get(pk=a_counter())
    other.pk, other.name_zh = None, "2号窗口"
    other.save()
    call_visit(reference, counter=other.pk, actor=clerk, seen_version=seen)

    decision = no(call_visit, reference, counter=a_counter(), actor=clerk, seen_version=seen)

    assert codes(decision) == ["call.taken"]
    assert decision.reasons[0].facts == {"called_at": make.at("2026-11-23 14:01")}
    seen = make.visit(reference).version
    call_visit(reference, counter=a_counter(), actor=clerk, seen_version=seen)
    assert make.visit(reference).called_to_id == a_counter()


def test_the_next_is_who_has_waited_longest_here_for_what_this_counter_does(park):
    second = who_waits(park, since="2026-11-23 13:50")
    elsewhere = who_waits(park, since="2026-11-23 13:30", location="harbour")
    longest = who_waits(park, since="2026-11-23 13:40", service="qualification")
    make.booked(make.a_company(), make.a_block("2026-11-23 16:00"))
    park.move_to(make.at("2026-11-23 14:00"))
    clerk, counter = make.staff(), a_counter()

    called = [call_next(counter, actor=clerk) for _ in range(3)]

    assert called == [longest, second, None]  # counter 1 does all three services here
    assert make.visit(elsewhere).called_at is None
    assert make.visit(longest).called_to_id == counter
    assert kinds(longest)[-1] == "appointment.called"


def test_next_asked_twice_with_one_key_calls_one_company(park):
    """The button pressed twice sends the form twice; the page after it has another key."""
    longest = who_waits(park, since="2026-11-23 13:40")
    second = who_waits(park, since="2026-11-23 13:50", service="qualification")
    park.move_to(make.at("2026-11-23 14:00"))
    clerk, counter = make.staff(), a_counter()

    assert [call_next(counter, actor=clerk, key="a") for _ in range(2)] == [longest, longest]
    assert make.visit(second).called_at is None
    with pytest.raises(KeyReused):
        call_next(a_counter("harbour"), actor=clerk, key="a")
    assert call_next(counter, actor=clerk, key="b") == second
    assert [call_next(counter, actor=clerk, key="c") for _ in range(2)] == [None, None]


def test_a_retired_counter_calls_nobody(park):
    reference, clerk, counter = who_waits(park), make.staff(), a_counter()
    Counter.objects.filter(pk=counter).update(is_retired=True)
    with pytest.raises(Refusal, match=r"call\.counter_retired"):
        call_next(counter, actor=clerk)
    with pytest.raises(Refusal, match=r"call\.counter_retired"):
        call_visit(reference, counter=counter, actor=clerk)
    assert make.visit(reference).called_at is None


def test_a_counter_does_not_call_for_services_of_other_counters(park):
    who_waits(park, service="qualification")
    Counter.objects.filter(service__code="qualification").update(name_zh="8号洽谈室")
    assert call_next(a_counter(), actor=make.staff()) is None


def test_who_was_forgotten_yesterday_is_not_called_today(park):
    who_waits(park)
    park.move_to(make.at("2026-11-24 09:00"))
    assert call_next(a_counter(), actor=make.staff()) is None


def test_companies_do_not_call_and_no_counter_calls_that_is_not_there(park):
    reference = who_waits(park)
    owner = make.visit(reference).enterprise.code
    company = make.a_company()
    for actor in (company.actor, make.link_holder(reference)):
        with pytest.raises(NotThere):
            call_next(a_counter(), actor=actor)
        with pytest.raises(NotThere):
            call_visit(reference, counter=a_counter(), actor=actor)
    with pytest.raises(NotThere):
        call_next(999_999, actor=make.staff())
    with pytest.raises(NotThere):
        call_visit(reference, counter=999_999, actor=make.staff())
    assert owner
    assert make.visit(reference).called_at is None
