"""A10: two counters press "next" in the same moment, and no company is called to both."""

from functools import partial

import pytest

from gaiyue.booking import call as calling
from gaiyue.booking.call import call_next
from gaiyue.booking.check_in import check_in
from gaiyue.booking.keep_counters import add_counter, retire_counter
from gaiyue.booking.models import Appointment, Counter
from gaiyue.booking.open_service import NewCounter
from gaiyue.eventlog.models import Event
from tests import make
from tests.races.checks import assert_sound
from tests.races.racing import (
    ends,
    race,
    reached,
    signpost,
    unguarded,
    until_somebody_waits,
    values,
)

CLAIM = 'UPDATE "booking_appointment"'


def who_waits(n: int) -> list[str]:
    block = make.a_block("2026-11-23 14:00", seats=n)
    references = [make.booked(make.a_company(f"企业{k}"), block) for k in range(n)]
    for reference in references:
        check_in(reference, actor=make.HOUSE)
    return references


def spare_counter() -> int:
    """A second counter of the service: a last one can't be retired."""
    added = NewCounter(location="lakeside", name_zh="9号窗口", name_en="Counter 9")
    return add_counter("tax-registration", added, actor=make.HOUSE)


def next_one(deed=call_next):
    counter = Counter.objects.filter(location__code="lakeside").order_by("pk")[0].pk
    return partial(deed, counter, actor=make.HOUSE)


@pytest.mark.parametrize("_round", range(3))
def test_each_waiting_company_is_called_once(engine, _round):
    references = who_waits(3)
    outcomes = race(*[next_one()] * 4)
    assert ends(outcomes) == {"done": 4}
    assert sorted(filter(None, values(outcomes))) == sorted(references)
    assert Event.objects.filter(kind="appointment.called").count() == 3
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_who_comes_second_goes_on_to_the_next_one():
    """Both have chosen the same company before either claims it."""
    references = who_waits(2)
    outcomes = race(next_one(), next_one(), meet=CLAIM)
    assert sorted(values(outcomes)) == sorted(references)
    assert_sound()


def test_one_form_sent_twice_calls_one_company(engine):
    references = who_waits(2)
    outcomes = race(*[next_one(partial(call_next, key="one form"))] * 3)
    assert ends(outcomes) == {"done": 3}
    assert values(outcomes) == [references[0]] * 3
    assert Event.objects.filter(kind="appointment.called").count() == 1
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_a_counter_that_ends_meanwhile_calls_nobody(monkeypatch):
    """It is retired after the call has looked at it; the other way round the call comes first and keeps it busy."""
    (reference,) = who_waits(1)
    again = spare_counter()
    looked, retired, waiting = signpost(), signpost(), calling._waiting

    def look_then_wait(place):
        found = next(waiting(place))
        looked.set()
        reached(retired)
        return iter([found])

    def retire_then():
        reached(looked)
        retire_counter("tax-registration", again, actor=make.HOUSE)
        retired.set()

    monkeypatch.setattr(calling, "_waiting", look_then_wait)
    outcomes = race(partial(call_next, again, actor=make.HOUSE), retire_then)
    assert ends(outcomes) == {"call.counter_retired": 1, "done": 1}
    assert Appointment.objects.get(reference=reference).called_at is None


def call_while_it_retires(monkeypatch, *, check):
    """The call has looked at its counter for the last time and stays there until the other is seen waiting, or done."""
    (reference,) = who_waits(1)
    again = spare_counter()
    looked, retired = signpost(), signpost()

    def look_then_stay(place):
        check(place)
        looked.set()
        until_somebody_waits(or_reached=retired)

    def retire_then():
        reached(looked)
        try:
            retire_counter("tax-registration", again, actor=make.HOUSE)
        finally:
            retired.set()

    monkeypatch.setattr(calling, "_refuse_retired", look_then_stay)
    outcomes = race(partial(call_next, again, actor=make.HOUSE), retire_then)
    called_to = Appointment.objects.get(reference=reference).called_to
    return outcomes, called_to


@pytest.mark.usefixtures("postgresql")
def test_who_retires_a_counter_waits_for_a_call_that_has_begun(monkeypatch):
    outcomes, called_to = call_while_it_retires(monkeypatch, check=calling._refuse_retired)
    assert ends(outcomes) == {"done": 1, "counter.busy": 1}
    assert not called_to.is_retired


@pytest.mark.usefixtures("postgresql")
def test_control_a_look_that_locks_nothing_calls_to_a_retired_counter(monkeypatch):
    """The visit already points at the counter, and no foreign key holds who retires it."""

    def only_look(place):
        assert not Counter.objects.get(pk=place.pk).is_retired

    outcomes, called_to = call_while_it_retires(monkeypatch, check=only_look)
    assert ends(outcomes) == {"done": 2}
    assert called_to.is_retired


def test_control_a_claim_without_its_condition_calls_one_company_to_both(engine, monkeypatch):
    who_waits(2)

    def claim(visit, place, at):
        return Appointment.objects.filter(pk=visit.pk).update(called_at=at, called_to=place) == 1

    monkeypatch.setattr(calling, "_claim", claim)
    outcomes = race(next_one(unguarded(call_next)), next_one(unguarded(call_next)), meet=CLAIM)
    assert len(set(values(outcomes))) == 1
