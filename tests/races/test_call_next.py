"""A10: two counters press "next" in the same moment, and no company is called to both."""

from functools import partial

import pytest

from gaiyue.booking import call as calling
from gaiyue.booking.call import call_next
from gaiyue.booking.check_in import check_in
from gaiyue.booking.models import Appointment, Counter
from gaiyue.eventlog.models import Event
from tests import make
from tests.races.checks import assert_sound
from tests.races.racing import ends, race, unguarded, values

CLAIM = 'UPDATE "booking_appointment"'


def who_waits(n: int) -> list[str]:
    block = make.a_block("2026-11-23 14:00", seats=n)
    references = [make.booked(make.a_company(f"企业{k}"), block) for k in range(n)]
    for reference in references:
        check_in(reference, actor=make.HOUSE)
    return references


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


def test_control_a_claim_without_its_condition_calls_one_company_to_both(engine, monkeypatch):
    who_waits(2)

    def claim(visit, place, at):
        return Appointment.objects.filter(pk=visit.pk).update(called_at=at, called_to=place) == 1

    monkeypatch.setattr(calling, "_claim", claim)
    outcomes = race(next_one(unguarded(call_next)), next_one(unguarded(call_next)), meet=CLAIM)
    assert len(set(values(outcomes))) == 1
