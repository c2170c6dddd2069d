"""A1, K3: whoever asks twice at once gets one visit, and with a key the same answer."""

from functools import partial
from unittest.mock import patch

import pytest
from django.db import connection

from gaiyue.base.actor import Actor
from gaiyue.booking.book import book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.models import Appointment
from gaiyue.eventlog.models import Event
from gaiyue.jobs.models import Answer
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from tests import make
from tests.races.asking import allow, booking, moving
from tests.races.checks import assert_sound, attempts, live_visits
from tests.races.racing import (
    ends,
    race,
    reached,
    signpost,
    unguarded,
    until_somebody_waits,
    values,
)


def without(model, name):
    """Drop a unique constraint, as if it had been forgotten."""
    (constraint,) = (one for one in model._meta.constraints if one.name == name)
    kept = [one for one in model._meta.constraints if one is not constraint]
    # SQLite makes the table anew, with the constraints that the model has at that moment.
    with patch.object(model._meta, "constraints", kept), connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)


def colleague_of(company):
    person = NewPerson(login="colleague@example.com", name="王五")
    account = add_member(person, enterprise=company.code, role="member", actor=make.HOUSE)
    return Actor(make.PARK, f"account:{account}", "member", frozenset({company.code}))


def booked_events():
    return Event.objects.filter(kind="appointment.booked").count()


@pytest.mark.parametrize("times", [2, 8])
def test_a_double_submit_books_one_visit(engine, times):
    """One company, one service, the same second: the others are told that there is one already."""
    company = make.a_company()
    blocks = [make.a_block("2026-11-25 09:00", seats=9), make.a_block("2026-11-26 09:00", seats=9)]

    outcomes = race(*(booking(company, blocks[n % 2]) for n in range(times)))

    assert ends(outcomes) == {"done": 1, "book.visit_live": times - 1}
    assert (live_visits(), booked_events()) == (1, 1)
    assert attempts() == [["book.visit_live"]] * (times - 1)
    assert_sound()


def test_control_without_its_unique_key_a_double_submit_books_two_visits(engine):
    without(Appointment, "appointment_park_live_key")
    company, block = make.a_company(), make.a_block(seats=9)
    one = booking(company, block, deed=unguarded(book_appointment))

    outcomes = race(one, one, meet='INSERT INTO "booking_appointment"')

    assert ends(outcomes) == {"done": 2}
    assert live_visits() == 2


@pytest.mark.parametrize("times", [2, 6])
def test_the_same_key_twice_at_once_books_once_and_answers_twice(engine, times):
    company, block = make.a_company(), make.a_block(seats=9)

    outcomes = race(*[booking(company, block, key="k-1")] * times)

    assert ends(outcomes) == {"done": times}
    assert len(set(values(outcomes))) == 1
    assert (live_visits(), booked_events(), Answer.objects.count()) == (1, 1, 1)
    assert attempts() == []
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_who_asks_while_the_same_request_is_under_way_waits_for_its_answer():
    """The first request has its key and nothing else yet when the second one asks: it must not hear "you have one"."""
    company, block = make.a_company(), make.a_block(seats=9)
    taken = signpost()

    def after_taking(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'INTO "jobs_answer"' in sql:
            taken.set()
            until_somebody_waits()
        return result

    def first():
        with connection.execute_wrapper(after_taking):
            return booking(company, block, key="k-1")()

    def second():
        reached(taken)
        return booking(company, block, key="k-1")()

    outcomes = race(first, second)

    assert ends(outcomes) == {"done": 2}
    assert len(set(values(outcomes))) == 1
    assert (live_visits(), booked_events(), attempts()) == (1, 1, [])
    assert_sound()


def test_control_without_its_unique_key_the_same_request_is_done_twice(engine):
    """With room for more visits, only the key tells that it is one request."""
    allow(live_per_service=5)
    company, block = make.a_company(), make.a_block(seats=9)

    guarded = race(*[booking(company, block, key="k-1")] * 2)
    assert (ends(guarded), live_visits()) == ({"done": 2}, 1)

    without(Answer, "answer_once")
    without(Appointment, "appointment_park_live_key")
    one = booking(company, block, key="k-2", deed=unguarded(book_appointment))
    outcomes = race(one, one, meet='INTO "jobs_answer"')
    assert ends(outcomes) == {"done": 2}
    assert live_visits() == 3


def test_the_same_key_of_two_people_is_two_requests(engine):
    """A key belongs to who uses it: a stranger's or a colleague's equal key never answers mine."""
    allow(live_per_service=2)
    company, stranger, block = make.a_company(), make.a_company("别家"), make.a_block(seats=9)
    colleague = colleague_of(company)

    outcomes = race(
        booking(company, block, key="k-1"),
        booking(company, block, key="k-1", actor=colleague),
        booking(stranger, block, key="k-1"),
    )

    assert ends(outcomes) == {"done": 3}
    assert len(set(values(outcomes))) == 3
    assert_sound()


def test_the_same_key_for_another_request_is_refused(engine):
    company, block, other = make.a_company(), make.a_block(), make.a_block("2026-11-26 09:00")

    outcomes = race(booking(company, block, key="k-1"), booking(company, other, key="k-1"))

    assert ends(outcomes) == {"done": 1, "idempotency.key_reused": 1}
    assert (live_visits(), booked_events()) == (1, 1)
    assert_sound()


def test_the_same_move_twice_at_once_is_made_once(engine):
    company, old, new = make.a_company(), make.a_block("2026-12-01 09:00"), make.a_block()
    reference = make.booked(company, old)
    move = moving(company, reference, new, key="k-1")

    assert ends(race(move, move)) == {"done": 2}

    assert (make.visit(reference).block_id, make.visit(reference).moves) == (new, 1)
    assert_sound()


def test_the_same_cancellation_twice_at_once_is_made_once(engine):
    company, block = make.a_company(), make.a_block()
    reference = make.booked(company, block)
    cancel = partial(cancel_appointment, reference, actor=company.actor, key="k-1")

    assert ends(race(cancel, cancel)) == {"done": 2}

    assert Event.objects.filter(kind="appointment.cancelled").count() == 1
    assert make.taken(block) == 0
    assert_sound()
