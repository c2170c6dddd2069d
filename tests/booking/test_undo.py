"""A10: a slip at the counter is taken back within a minute, a mistake later on its day with a reason."""

from datetime import timedelta

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking import facts
from gaiyue.booking.call import call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Counter
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.undo import undo_last_act
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import codes, kinds, no

SHORTLY = timedelta(seconds=60)


def call(reference, *, actor):
    counter = Counter.objects.get(location__code="lakeside", service__code="tax-registration")
    call_visit(reference, counter=counter.pk, actor=actor)


DEEDS = {
    "check_in": check_in,
    "call": call,
    "complete": complete_visit,
    "no_show": mark_no_show,
}
BEFORE = {"check_in": (), "call": ("check_in",), "complete": ("check_in", "call"), "no_show": ()}


def standing_of(reference: str) -> tuple[object, ...]:
    """All of a visit but its version."""
    visit = make.visit(reference)
    return (
        visit.state,
        visit.live_key,
        visit.holds_seat,
        visit.received_at,
        visit.called_at,
        visit.called_to_id,
        visit.ended_at,
        visit.tally_key,
        visit.block.taken,
    )


@pytest.mark.parametrize("what", DEEDS)
def test_the_last_act_is_taken_back_and_all_is_as_before(park, what):
    company, clerk, colleague = make.a_company(), make.staff(), make.staff()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:05"))
    for act in BEFORE[what]:
        DEEDS[act](reference, actor=clerk)
        park.advance(timedelta(minutes=5))
    before, version = standing_of(reference), make.visit(reference).version
    DEEDS[what](reference, actor=clerk)
    park.advance(SHORTLY)

    undo_last_act(reference, what=what, actor=colleague)

    assert standing_of(reference) == before
    assert make.visit(reference).version == version + 2
    assert kinds(reference)[-1] == "appointment.undone"
    assert history(make.PARK, reference)[0].facts == {"what": what, "late": False}
    undo_last_act(reference, what=what, actor=clerk)  # pressed twice
    assert kinds(reference).count("appointment.undone") == 1
    DEEDS[what](reference, actor=clerk)  # and it can be done again


@pytest.mark.parametrize("what", DEEDS)
def test_later_on_the_day_it_is_taken_back_with_a_reason_that_the_record_keeps(park, what):
    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-23 14:00")), make.staff()
    park.move_to(make.at("2026-11-23 14:05"))
    for act in BEFORE[what]:
        DEEDS[act](reference, actor=clerk)
    before = standing_of(reference)
    DEEDS[what](reference, actor=clerk)
    park.advance(SHORTLY + timedelta(seconds=1))
    decision = no(undo_last_act, reference, what=what, actor=clerk, reason=" \n ")
    assert codes(decision) == ["undo.reason_missing"]
    assert decision.reasons[0].facts == {"until": make.at("2026-11-23 14:06")}

    park.move_to(make.at("2026-11-23 21:00"))
    undo_last_act(reference, what=what, actor=make.staff(), reason="扫错了码")
    assert standing_of(reference) == before
    entry = history(make.PARK, reference)[0]
    assert entry.facts == {"what": what, "late": True}
    assert entry.details == {"note": "扫错了码"}


@pytest.mark.parametrize("what", DEEDS)
def test_after_its_day_it_stands_and_that_is_said_with_the_moment(park, what):
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:05"))
    for act in (*BEFORE[what], what):
        DEEDS[act](reference, actor=make.HOUSE)
    park.move_to(make.at("2026-11-24 00:00"))
    decision = no(undo_last_act, reference, what=what, actor=make.staff(), reason="扫错了码")
    assert codes(decision) == ["undo.too_late"]
    assert decision.reasons[0].facts == {"done_at": make.at("2026-11-23 14:05")}


def test_a_company_that_was_put_down_as_missing_and_comes_late_is_received(park):
    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-23 14:00")), make.staff()
    park.move_to(make.at("2026-11-23 14:40"))
    mark_no_show(reference, actor=clerk)
    park.move_to(make.at("2026-11-23 15:10"))
    undo_last_act(reference, what="no_show", actor=clerk, reason="堵车，晚到")
    check_in(reference, actor=clerk)
    complete_visit(reference, actor=clerk)
    assert make.visit(reference).state == "completed"


def test_who_looked_at_an_older_state_takes_nothing_back(park):
    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-23 14:00")), make.staff()
    park.move_to(make.at("2026-11-23 14:05"))
    seen = make.visit(reference).version
    check_in(reference, actor=clerk)
    decision = no(undo_last_act, reference, what="check_in", actor=clerk, seen_version=seen)
    assert codes(decision) == ["visit.changed"]
    undo_last_act(reference, what="check_in", actor=clerk, seen_version=seen + 1)


def test_acts_are_taken_back_one_after_the_other_and_only_the_last_one(park):
    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-23 14:00")), make.staff()
    park.move_to(make.at("2026-11-23 14:05"))
    check_in(reference, actor=clerk)
    complete_visit(reference, actor=clerk)
    assert codes(no(undo_last_act, reference, what="check_in", actor=clerk)) == ["undo.not_last"]
    undo_last_act(reference, what="complete", actor=clerk)
    undo_last_act(reference, what="check_in", actor=clerk)
    assert make.visit(reference).state == "booked"


def test_a_company_that_booked_again_meanwhile_keeps_the_new_visit(park):
    company, clerk = make.a_company(), make.staff()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:05"))
    mark_no_show(reference, actor=clerk)
    make.booked(company, make.a_block("2026-11-26 09:00"))
    decision = no(undo_last_act, reference, what="no_show", actor=clerk)
    assert codes(decision) == ["undo.visit_live"]
    assert decision.reasons[0].facts == {"live": 1, "allowed": 1}

    make.limits(live_per_service=2)
    undo_last_act(reference, what="no_show", actor=clerk)
    assert make.visit(reference).state == "booked"


def test_a_no_show_taken_back_counts_for_no_pause(park):
    company, clerk = make.a_company(), make.staff()
    make.limits(no_show_limit=1)
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:05"))
    mark_no_show(reference, actor=clerk)
    undo_last_act(reference, what="no_show", actor=clerk)
    visit = make.visit(reference)
    held = facts.standing(visit.enterprise, "tax-registration", facts.rules_for(make.PARK, "tax"))
    assert (held.missed, held.paused_until) == (0, None)


def test_a_visit_completed_afterwards_goes_back_to_where_it_was_forgotten(park):
    """It was never checked in: taken back, it stands as booked again."""
    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-23 14:00")), make.staff()
    park.move_to(make.at("2026-11-24 09:00"))
    complete_visit(reference, actor=clerk)
    assert make.visit(reference).received_at is None
    undo_last_act(reference, what="complete", actor=clerk)
    assert (make.visit(reference).state, make.visit(reference).ended_at) == ("booked", None)


@pytest.mark.parametrize("what", ["call", "complete", "no_show", "cancel"])
def test_what_was_never_done_can_not_be_taken_back(park, what):
    """Nor can a cancellation: its seat may be somebody else's by now."""
    from gaiyue.booking.cancel import cancel_appointment

    reference, clerk = make.booked(make.a_company(), make.a_block("2026-11-26 09:00")), make.staff()
    cancel_appointment(reference, actor=clerk)
    assert codes(no(undo_last_act, reference, what=what, actor=clerk)) == ["undo.not_last"]


def test_a_company_takes_nothing_back(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    check_in(reference, actor=make.HOUSE)
    for actor in (company.actor, make.link_holder(reference)):
        with pytest.raises(NotThere):
            undo_last_act(reference, what="check_in", actor=actor)
    assert make.visit(reference).state == "checked_in"
