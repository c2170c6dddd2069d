"""A10: check in, complete, nobody came — what the counter does with a visit."""

from datetime import date

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.undo import undo_last_act
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import codes, kinds, no


def a_visit(starts: str = "2026-11-23 14:00") -> str:
    return make.booked(make.a_company(), make.a_block(starts))


def test_a_company_that_comes_is_checked_in_and_its_visit_completed(park):
    reference, clerk = a_visit(), make.staff()
    park.move_to(make.at("2026-11-23 13:50"))
    check_in(reference, actor=clerk)
    visit = make.visit(reference)
    assert (visit.state, visit.received_at) == ("checked_in", make.at("2026-11-23 13:50"))
    assert visit.live_key is not None

    park.move_to(make.at("2026-11-23 14:30"))
    complete_visit(reference, actor=clerk)

    visit = make.visit(reference)
    assert (visit.state, visit.live_key, visit.holds_seat) == ("completed", None, True)
    assert visit.ended_at == make.at("2026-11-23 14:30")
    assert make.taken(visit.block_id) == 1
    assert kinds(reference) == [
        "appointment.booked",
        "appointment.checked_in",
        "appointment.completed",
    ]


def test_a_visit_to_which_nobody_came_keeps_its_seat_and_is_over(park):
    reference, clerk = a_visit(), make.staff()
    park.move_to(make.at("2026-11-23 16:05"))
    mark_no_show(reference, actor=clerk)
    visit = make.visit(reference)
    assert (visit.state, visit.live_key, visit.holds_seat) == ("no_show", None, True)
    assert make.taken(visit.block_id) == 1
    entry = history(make.PARK, reference)[0]
    assert (entry.facts["recent"], entry.facts["paused_until"]) == (1, None)
    assert entry.actor == clerk.code


def test_a_no_show_counts_those_of_the_window_and_says_when_the_pause_ends(park):
    """The third within ninety days pauses; one from before the window does not count."""
    company, clerk = make.a_company(), make.staff()
    make.limits(no_show_limit=2, no_show_window_days=5, no_show_pause_days=30)
    counted = []
    for day in ("2026-11-24", "2026-11-30", "2026-12-01"):
        park.move_to(make.at(f"{day} 07:00"))
        reference = make.booked(company, make.a_block(f"{day} 09:00"))
        park.move_to(make.at(f"{day} 11:00"))
        mark_no_show(reference, actor=clerk)
        facts = history(make.PARK, reference)[0].facts
        counted.append((facts["recent"], facts["paused_until"]))
    assert counted == [(1, None), (1, None), (2, "2026-12-31T03:00:00+00:00")]


@pytest.mark.parametrize("deed", [check_in, complete_visit, mark_no_show])
def test_pressing_the_button_twice_is_no_mistake(park, deed):
    """The second time changes nothing and records nothing."""
    reference, clerk = a_visit(), make.staff()
    park.move_to(make.at("2026-11-23 15:00"))
    if deed is complete_visit:
        check_in(reference, actor=clerk)
    deed(reference, actor=clerk)
    once, version = kinds(reference), make.visit(reference).version
    deed(reference, actor=clerk)
    assert (kinds(reference), make.visit(reference).version) == (once, version)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-25"])
def test_a_visit_is_checked_in_on_its_own_day_only(park, day):
    reference, clerk = a_visit("2026-11-24 09:00"), make.staff()
    park.move_to(make.at(f"{day} 16:00"))
    decision = no(check_in, reference, actor=clerk)
    assert codes(decision) == ["receive.not_its_day"]
    ahead = "move_visit" if day == "2026-11-23" else "book_again"
    assert decision.next_steps[0].code == ahead


@pytest.mark.parametrize("moment", ["2026-11-24 00:00", "2026-11-24 23:59"])
def test_whoever_is_early_or_late_on_the_day_is_still_received(park, moment):
    reference, clerk = a_visit("2026-11-24 09:00"), make.staff()
    park.move_to(make.at(moment))
    check_in(reference, actor=clerk)
    assert make.visit(reference).state == "checked_in"


def test_nobody_is_a_no_show_before_the_visit_begins(park):
    reference, clerk = a_visit("2026-11-24 09:00"), make.staff()
    park.move_to(make.at("2026-11-24 08:59"))
    decision = no(mark_no_show, reference, actor=clerk)
    assert codes(decision) == ["receive.not_begun"]
    assert decision.next_steps[0].facts == {"at": make.at("2026-11-24 09:00")}
    park.move_to(make.at("2026-11-24 09:00"))
    mark_no_show(reference, actor=clerk)


def test_nobody_is_a_no_show_in_a_block_that_the_park_closed(park):
    """The company was told not to come; it may move at any time, and is still received if it comes."""
    reference, clerk = a_visit("2026-11-24 09:00"), make.staff()
    close_blocks(Closing(date(2026, 11, 24), "power_cut"), actor=make.HOUSE)
    park.move_to(make.at("2026-11-24 12:00"))
    decision = no(mark_no_show, reference, actor=clerk)
    assert codes(decision) == ["receive.closed_by_park"]
    assert decision.next_steps[0].code == "move_visit"
    check_in(reference, actor=clerk)


def test_a_visit_is_completed_after_checking_in(park):
    reference = a_visit()
    decision = no(complete_visit, reference, actor=make.staff())
    assert codes(decision) == ["receive.not_checked_in"]
    assert decision.next_steps[0].code == "check_in_first"


def test_a_visit_that_was_forgotten_is_put_down_the_day_after_as_it_was(park):
    """It would stand in the way of the next booking; whoever came is no no-show."""
    company, clerk = make.a_company(), make.staff()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-24 09:00"))
    complete_visit(reference, actor=clerk)
    visit = make.visit(reference)
    assert (visit.state, visit.live_key, visit.received_at) == ("completed", None, None)
    make.booked(company, make.a_block("2026-11-26 09:00"))


def test_a_cancelled_visit_is_not_received(park):
    reference, clerk = a_visit(), make.staff()
    cancel_appointment(reference, actor=clerk)
    park.move_to(make.at("2026-11-23 15:00"))
    for deed in (check_in, complete_visit, mark_no_show):
        assert codes(no(deed, reference, actor=clerk)) == ["visit.cancelled"]


def test_a_company_does_not_receive_itself(park):
    """Its own visit is there for it, but the counter's deeds are not."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    for actor in (company.actor, make.link_holder(reference)):
        for deed in (check_in, complete_visit, mark_no_show):
            with pytest.raises(NotThere):
                deed(reference, actor=actor)
    assert make.visit(reference).state == "booked"


def test_who_was_checked_in_and_never_came_to_the_window_is_over_and_counts_for_no_pause(park):
    """Called or not; the seat stays, the company can book again, and it may be taken back like any act."""
    company, clerk = make.a_company(), make.staff()
    make.limits(no_show_limit=1)
    reference = make.booked(company, make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 13:50"))
    check_in(reference, actor=clerk)
    assert codes(no(mark_no_show, reference, actor=clerk)) == ["receive.not_begun"]
    park.move_to(make.at("2026-11-23 15:00"))
    mark_no_show(reference, actor=clerk)
    visit = make.visit(reference)
    assert (visit.state, visit.live_key, visit.holds_seat) == ("no_show", None, True)
    assert kinds(reference)[-1] == "appointment.left"
    make.booked(company, make.a_block("2026-11-26 09:00"))


def test_a_visit_that_was_checked_in_on_a_day_that_has_passed_can_be_put_down(park):
    """Forgotten with its check-in: it stands in nobody's way any longer."""
    reference, clerk = a_visit(), make.staff()
    park.move_to(make.at("2026-11-23 14:00"))
    check_in(reference, actor=clerk)
    park.move_to(make.at("2026-11-25 09:00"))
    mark_no_show(reference, actor=clerk)
    undo_last_act(reference, what="no_show", actor=clerk)
    assert make.visit(reference).state == "checked_in"


@pytest.mark.parametrize("deed", [check_in, complete_visit, mark_no_show])
def test_who_looked_at_an_older_state_is_told_so(park, deed):
    reference, clerk = a_visit(), make.staff()
    park.move_to(make.at("2026-11-23 15:00"))
    if deed is complete_visit:
        check_in(reference, actor=clerk)
    version = make.visit(reference).version
    decision = no(deed, reference, actor=clerk, seen_version=version - 1)
    assert codes(decision) == ["visit.changed"]
    deed(reference, actor=clerk, seen_version=version)
