"""K3, A2, B5, B6: whatever happens in whatever order, the park is what a plain model says it is.

Hypothesis plays weeks of a small park by the real deeds. After every step all seats, states and counts are compared
with the model; a refusal has exactly the reasons that the model has and leaves every row as it was; the preview said
the same before; and at the end the whole record still holds.
"""

from collections import Counter
from contextlib import ExitStack
from datetime import date, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.book import book_appointment, preview_booking
from gaiyue.booking.call import call_visit
from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.check_in import check_in
from gaiyue.booking.close_blocks import Closing, close_blocks, preview_closing
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.models import Counter as Desk
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.reconcile import find_mismatches
from gaiyue.booking.release_reserve import release_reserve
from gaiyue.booking.set_capacity import VisitsConcerned, set_capacity
from gaiyue.booking.undo import undo_last_act
from gaiyue.eventlog.relay import link_events
from gaiyue.eventlog.verify import verify_log
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.models import Tally
from tests import make
from tests.booking.make import everything
from tests.booking.model import Model, ModelBlock

LIMITS = {
    "notice_days": 2,
    "horizon_days": 6,
    "moves_per_appointment": 2,
    "live_per_service": 2,
    "visits_per_period": 4,
    "unverified_visits_per_period": 2,
    "no_show_limit": 2,
    "no_show_window_days": 5,
    "no_show_pause_days": 3,
}
SERVICES, PLACES = ("tax-registration", "qualification"), ("lakeside", "harbour")
COUNTER = {"checked_in": check_in, "completed": complete_visit, "no_show": mark_no_show}
AT_THE_COUNTER = [
    *[("checked_in",), ("checked_in", "completed"), ("checked_in", "no_show")],
    *[("completed",), ("no_show",), ("no_show", "no_show")],
]
STATEMENT_CODES = {"move.statement_missing", "move.statement_unknown"}
some = st.integers(0, 40)
"""Which of the blocks or visits there are; counted round and round."""


class BookingMachine(RuleBasedStateMachine):
    """A week and a half of a park with three companies; every example in a savepoint of its own."""

    def __init__(self, companies, limits) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.time = self.stack.enter_context(clock.frozen(make.MONDAY))
        self.companies = companies
        verified = {one.code: n < 2 for n, one in enumerate(companies)}
        self.model = Model(limits, verified)
        self.week()
        for who in range(len(companies)):
            self.open_session(who + 1, 14, SERVICES[who % 2], PLACES[0], 2)
            self.book(who, 4 * who + 1)

    def week(self) -> None:
        """A morning of two seats on every day, one of them kept for emergencies until a day before."""
        for weekday in range(5):
            add_template(
                NewTemplate(
                    service=SERVICES[0],
                    location=PLACES[0],
                    weekday=weekday,
                    opens=time(9),
                    closes=time(11),
                    capacity=2,
                    reserve=1,
                    valid_from=date(2026, 1, 1),
                ),
                actor=make.HOUSE,
            )
        generate_blocks(until=date(2026, 11, 27), actor=make.HOUSE)
        for row in Block.objects.order_by("starts_at"):
            self.model.blocks[row.pk] = ModelBlock(
                SERVICES[0], PLACES[0], row.starts_at, 2, 1, row.starts_at - timedelta(days=1)
            )

    # --- helpers ----------------------------------------------------------------------------

    def a_block(self, which: int) -> int:
        """Three times in four one that lies ahead, so that something happens."""
        ahead = [pk for pk, one in self.model.blocks.items() if one.starts_at > clock.now()]
        them = ahead if ahead and which % 4 else list(self.model.blocks)
        return them[which % len(them)]

    def a_visit(self, which: int) -> str:
        """Three times in four a live one."""
        live = [reference for reference, one in self.model.visits.items() if one.is_live]
        them = live if live and which % 4 else list(self.model.visits)
        return them[which % len(them)]

    def actor_of(self, reference: str):
        company = self.model.visits[reference].company
        return next(one.actor for one in self.companies if one.code == company)

    def try_it(self, expected: set[str], deed, *args, **kwargs) -> bool:
        """Do it; whether it was done. Refused exactly when the model is against it, for exactly its reasons."""
        if not expected:
            deed(*args, **kwargs)
            return True
        before = everything()
        with pytest.raises(Refusal) as refused:
            deed(*args, **kwargs)
        assert reasons_of(refused.value) == expected
        assert everything() == before
        return False

    # --- what companies do ------------------------------------------------------------------

    @rule(who=st.integers(0, 2), which=some)
    def book(self, who, which):
        company, block = self.companies[who], self.a_block(which)
        expected = self.model.against_booking(company.code, block, clock.now())
        asked = {"enterprise": company.code, "actor": company.actor}
        said_the_same(preview_booking(block, **asked), expected)
        references = []
        if self.try_it(expected, lambda: references.append(book_appointment(block, **asked))):
            self.model.book(references[0], company.code, block)

    @precondition(lambda self: self.model.visits)
    @rule(which=some, to=some, statement=st.sampled_from(["travel", "travel", None, "just so"]))
    def move(self, which, to, statement):
        reference, block = self.a_visit(which), self.a_block(to)
        actor, now = self.actor_of(reference), clock.now()
        expected = self.model.against_moving(reference, block, statement, now)
        shown = preview_move(reference, to_block=block, actor=actor)
        said_the_same(shown, expected - STATEMENT_CODES)
        because = Statement(statement)
        if self.try_it(
            expected,
            move_appointment,
            reference,
            to_block=block,
            actor=actor,
            statement=because,
        ):
            self.model.move(reference, block)

    @precondition(lambda self: self.model.visits)
    @rule(which=some)
    def cancel(self, which):
        reference = self.a_visit(which)
        actor = self.actor_of(reference)
        expected = self.model.against_cancelling(reference, clock.now())
        said_the_same(preview_cancelling(reference, actor=actor), expected)
        if self.try_it(expected, cancel_appointment, reference, actor=actor):
            self.model.cancel(reference)

    # --- what the counter does --------------------------------------------------------------

    @precondition(lambda self: self.model.visits)
    @rule(which=some, wanted=st.sampled_from(AT_THE_COUNTER), is_time=st.booleans())
    def receive(self, which, wanted, is_time):
        reference = self.a_visit(which)
        if is_time:
            self.wait_for(reference, minutes=0)
        for state in wanted:
            now = clock.now()
            expected = self.model.against_receiving(reference, state, now)
            if self.try_it(expected, COUNTER[state], reference, actor=make.HOUSE):
                self.model.receive(reference, state, now)

    @precondition(lambda self: self.model.visits)
    @rule(which=some, place=st.sampled_from([PLACES[0], *PLACES]))
    def call(self, which, place):
        reference, now = self.a_visit(which), clock.now()
        counter = Desk.objects.filter(location__code=place).order_by("pk")[0].pk
        expected = self.model.against_calling(reference, place, now)
        if self.try_it(expected, call_visit, reference, counter=counter, actor=make.HOUSE):
            self.model.call(reference, now)

    @precondition(lambda self: any(one.acts for one in self.model.visits.values()))
    @rule(
        which=some,
        what=st.sampled_from(["", "", "check_in", "call", "complete", "no_show"]),
        late=st.sampled_from([0, 0, 60, 61, 40_000]),
        reason=st.sampled_from(["", "扫错了码"]),
    )
    def undo(self, which, what, late, reason):
        """Mostly the last act of somebody with whom something was done."""
        with_acts = [reference for reference, one in self.model.visits.items() if one.acts]
        reference = with_acts[which % len(with_acts)]
        act, at = self.model.visits[reference].acts[-1]
        if at + timedelta(seconds=late) > clock.now():
            self.time.move_to(at + timedelta(seconds=late))
        what = what or act
        expected = self.model.against_undoing(reference, what, clock.now(), reason=reason)
        asked = {"what": what, "reason": reason, "actor": make.HOUSE}
        if self.try_it(expected, undo_last_act, reference, **asked):
            self.model.undo(reference, what)

    # --- what the park does -----------------------------------------------------------------

    @rule(
        days=st.integers(0, 8),
        hour=st.sampled_from([8, 10, 14, 16]),
        service=st.sampled_from([SERVICES[0], *SERVICES]),
        place=st.sampled_from(PLACES),
        seats=st.integers(1, 2),
    )
    def open_session(self, days, hour, service, place, seats):
        day = make.at(f"{clock.today() + timedelta(days=days)} {hour:02}:00")
        block = ModelBlock(service, place, day, seats)
        expected = self.model.against_session(block, clock.now())
        ids = []
        session = Session(service, place, block.starts_at, block.ends_at, seats)
        if self.try_it(expected, lambda: ids.append(add_session(session, actor=make.HOUSE))):
            self.model.blocks[ids[0]] = block

    @rule(days=st.integers(0, 3), place=st.sampled_from([None, *PLACES]))
    def close(self, days, place):
        closing = Closing(clock.today() + timedelta(days=days), "power_cut", place)
        there = {
            pk: block
            for pk, block in self.model.blocks.items()
            if block.is_open
            and block.on == closing.on
            and place in {None, block.location}
            and block.starts_at > clock.now()
        }
        concerned = {
            reference
            for reference, visit in self.model.visits.items()
            if visit.block in there and visit.state == "booked"
        }
        shown = preview_closing(closing, actor=make.HOUSE)
        done = close_blocks(closing, actor=make.HOUSE)
        assert shown == done
        assert set(done.blocks) == set(there)
        assert {visit.reference for visit in done.visits} == concerned
        for block in there.values():
            block.is_open = False

    @rule(which=some, seats=st.integers(0, 3))
    def set_seats(self, which, seats):
        pk = self.a_block(which)
        block, held = self.model.blocks[pk], self.model.held(pk)
        over = {"block.over"} if block.starts_at <= clock.now() else set()
        if over or seats >= len(held):
            if self.try_it(over, set_capacity, pk, capacity=seats, actor=make.HOUSE):
                block.capacity, block.reserve = seats, min(block.reserve, seats)
            return
        before = everything()
        with pytest.raises(VisitsConcerned) as refused:
            set_capacity(pk, capacity=seats, actor=make.HOUSE)
        assert sorted(refused.value.references) == sorted(held)
        assert everything() == before

    @rule()
    def release(self):
        due = [
            block
            for block in self.model.blocks.values()
            if block.reserve and block.reserve_until and block.reserve_until <= clock.now()
        ]
        assert release_reserve(actor=make.HOUSE) == len(due)
        for block in due:
            block.reserve, block.reserve_until = 0, None

    # --- time -------------------------------------------------------------------------------

    @rule(span=st.sampled_from([timedelta(minutes=50), timedelta(hours=3), timedelta(hours=20)]))
    def wait(self, span):
        self.time.advance(span)

    @precondition(lambda self: self.model.visits)
    @rule(which=some, minutes=st.sampled_from([-120, 0, 5]))
    def wait_for_a_visit(self, which, minutes):
        self.wait_for(self.a_visit(which), minutes=minutes)

    def wait_for(self, reference: str, *, minutes: int) -> None:
        block = self.model.blocks[self.model.visits[reference].block]
        moment = block.starts_at + timedelta(minutes=minutes)
        if moment > clock.now():
            self.time.move_to(moment)

    # --- what must always hold --------------------------------------------------------------

    @invariant()
    def seats_are_what_the_model_says(self):
        rows = Block.objects.values_list("pk", "capacity", "taken", "reserve", "is_open")
        assert {row[0]: row[1:] for row in rows} == {
            pk: (block.capacity, block.taken, block.reserve, block.is_open)
            for pk, block in self.model.blocks.items()
        }
        for block in self.model.blocks.values():
            assert 0 <= block.taken <= block.capacity
        assert find_mismatches(make.PARK, since=date(2026, 1, 1)) == []

    @invariant()
    def visits_are_what_the_model_says(self):
        rows = Appointment.objects.select_related("enterprise")
        assert {
            row.reference: (
                row.enterprise.code,
                row.block_id,
                row.state,
                row.moves,
                row.change_until,
                row.live_key is not None,
                row.holds_seat,
            )
            for row in rows
        } == {
            reference: (
                visit.company,
                visit.block,
                visit.state,
                visit.moves,
                visit.change_until,
                visit.is_live,
                visit.state != "cancelled",
            )
            for reference, visit in self.model.visits.items()
        }

    @invariant()
    def counts_are_what_the_model_says(self):
        counted = Counter(
            f"visits:{visit.company}:{visit.service}:{visit.month}"
            for visit in self.model.visits.values()
            if visit.state != "cancelled"
        )
        rows = Tally.objects.filter(used__gt=0).values_list("key", "used")
        assert dict(rows) == dict(counted)

    def teardown(self) -> None:
        """The whole record holds; then everything is undone for the next example."""
        try:
            while link_events(make.PARK, react=lambda _: None):
                pass
            proof = verify_log(make.PARK)
            assert proof.broken is None
            assert proof.waiting == 0
        finally:
            transaction.set_rollback(True)
            self.stack.close()


def reasons_of(refusal: Refusal) -> set[str]:
    """All objections of a rule, which never leaves somebody without a way on; or the one code of another no."""
    if not isinstance(refusal, Refused):
        return {refusal.code}
    assert refusal.decision.next_steps
    return {str(reason.code) for reason in refusal.decision.reasons}


def said_the_same(decision: Decision, expected: set[str]) -> None:
    """B6: the preview and the deed are answered by one rule."""
    assert {reason.code for reason in decision.reasons} == expected
    assert decision.allowed == (not expected)


def test_the_park_is_what_a_plain_model_says(park):
    limits = make.limits(**LIMITS)
    codes = ("", "", None)
    companies = [make.a_company(f"企业{n}", credit_code=code) for n, code in enumerate(codes)]
    run_state_machine_as_test(
        lambda: BookingMachine(companies, limits),
        settings=settings(
            max_examples=30,
            phases=set(Phase) - {Phase.explain},  # which would take minutes longer than the finding
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
