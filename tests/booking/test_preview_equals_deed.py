"""B6: what the page says before is what the deed does after, under any rule and in any situation.

Rules, clock, blocks and the past of the company are drawn at random. The visit under test is booked under the
usual rules first, so that it can stand in any relation to the drawn ones.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaiyue.base import clock
from gaiyue.base.clock import VirtualClock
from gaiyue.booking.book import book_appointment, preview_booking
from gaiyue.booking.cancel import cancel_appointment, preview_cancelling
from gaiyue.booking.check_in import check_in
from gaiyue.booking.models import Block, Service
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.booking.no_show import mark_no_show
from gaiyue.calendars.days import Convention, Unit
from gaiyue.policy.decision import Decision, Refused
from tests import make
from tests.booking.make import everything

STATEMENT_CODES = {"move.statement_missing", "move.statement_unknown"}
examples = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

rules = st.fixed_dictionaries(
    {
        "notice_days": st.integers(0, 4),
        "notice_unit": st.sampled_from(Unit),
        "notice_convention": st.sampled_from(Convention),
        "notice_cutoff": st.sampled_from([None, time(12)]),
        "statement_required": st.booleans(),
        "horizon_days": st.integers(1, 10),
        "lead_minutes": st.sampled_from([0, 60, 1000]),
        "moves_per_appointment": st.integers(0, 2),
        "live_per_service": st.integers(1, 2),
        "visits_per_period": st.integers(1, 2),
        "unverified_visits_per_period": st.just(1),
        "no_show_limit": st.integers(1, 2),
        "no_show_pause_days": st.sampled_from([0, 10]),
        "cancel_lead_minutes": st.sampled_from([0, 60, 3000]),
    }
)
waits = st.builds(
    timedelta, days=st.integers(0, 6), hours=st.integers(0, 12), minutes=st.sampled_from([0, 1])
)
starts = st.builds(
    "2026-11-{:02} {:02}:00".format, st.integers(24, 30), st.sampled_from([9, 11, 14])
)
targets = st.fixed_dictionaries(
    {
        "seats": st.integers(1, 2),
        "service": st.sampled_from(["tax-registration", "tax-registration", "qualification"]),
    }
)
conditions = st.sampled_from([{}, {}, {}, {"is_open": False}, {"reserve": 1}])


@contextmanager
def undone() -> Iterator[VirtualClock]:
    """Everything inside is rolled back, and the clock begins anew, so that each example begins alike."""
    with transaction.atomic(), clock.frozen(make.MONDAY) as virtual:
        yield virtual
        transaction.set_rollback(True)


def outcome(deed: Callable[..., object], *args: Any, **kwargs: Any) -> list[str]:
    """The reasons of the refusal, which changed nothing; or an empty list for a deed that was done."""
    before = everything()
    try:
        deed(*args, **kwargs)
    except Refused as no:
        decision = no.decision
    else:
        return []
    assert everything() == before
    return codes_of(decision)


def codes_of(decision: Decision) -> list[str]:
    assert decision.allowed == (not decision.reasons)
    return [str(reason.code) for reason in decision.reasons]


def set_scene(block: int, condition: dict[str, Any], limits: dict[str, Any]) -> None:
    """The block is closed or keeps a seat for emergencies, and other rules are in force."""
    if condition:
        Block.objects.filter(pk=block).update(**condition)
    make.limits(**limits)


@examples
@given(
    limits=rules,
    wait=waits,
    start=starts,
    target=targets,
    condition=conditions,
    past=st.sampled_from(["nothing", "live", "missed", "full", "not offered"]),
    verified=st.booleans(),
)
def test_booking(park, *, limits, wait, start, target, condition, past, verified):
    with undone() as virtual:
        company = make.a_company(credit_code="" if verified else None)
        block = make.a_block(start, location="harbour", **target)
        if past in {"live", "missed"}:
            other = make.booked(company, make.a_block("2026-11-23 13:00"))
        if past == "missed":
            virtual.move_to(make.at("2026-11-23 13:00"))
            mark_no_show(other, actor=make.HOUSE)
        if past == "full":
            for n in range(target["seats"]):
                make.booked(make.a_company(f"别家{n}"), block)
        if past == "not offered":
            Service.objects.filter(code=target["service"]).update(is_offered=False)
        set_scene(block, {} if past == "full" else condition, limits)
        virtual.advance(wait)
        asked = {"enterprise": company.code, "actor": company.actor}
        shown = preview_booking(block, **asked)
        assert codes_of(shown) == outcome(book_appointment, block, **asked)


@examples
@given(
    limits=rules,
    wait=waits,
    start=starts,
    target=targets,
    condition=conditions,
    own=st.sampled_from([{}, {}, {"is_open": False}]),
    state=st.sampled_from(["booked", "booked", "moved", "checked in", "cancelled"]),
    statement=st.sampled_from([None, "", "travel", "travel", "my own words"]),
)
def test_moving(park, *, limits, wait, start, target, condition, own, state, statement):
    with undone() as virtual:
        company = make.a_company()
        block = make.a_block("2026-11-26 09:00")
        reference = make.booked(company, block)
        to_block = make.a_block(start, location="harbour", **target)
        bring_to(state, reference, company, virtual)
        set_scene(make.visit(reference).block_id, own, limits)
        set_scene(to_block, condition, limits)
        virtual.advance(wait)
        asked = {"to_block": to_block, "actor": company.actor}
        shown = preview_move(reference, **asked)
        entry = preview_move(reference, actor=company.actor)
        done = outcome(move_appointment, reference, statement=Statement(statement), **asked)
        assert codes_of(shown) == [code for code in done if code not in STATEMENT_CODES]
        assert set(codes_of(entry)) <= set(codes_of(shown))


@examples
@given(
    limits=rules,
    wait=waits,
    state=st.sampled_from(["booked", "booked", "moved", "checked in", "cancelled"]),
)
def test_cancelling(park, *, limits, wait, state):
    with undone() as virtual:
        company = make.a_company()
        block = make.a_block("2026-11-26 09:00")
        reference = make.booked(company, block)
        bring_to(state, reference, company, virtual)
        set_scene(block, {}, limits)
        virtual.advance(wait)
        shown = preview_cancelling(reference, actor=company.actor)
        assert codes_of(shown) == outcome(cancel_appointment, reference, actor=company.actor)


def bring_to(state: str, reference: str, company: make.Company, virtual: VirtualClock) -> None:
    """By the real deeds; whoever is checked in came on the day."""
    if state == "moved":
        block = make.a_block("2026-11-27 14:00")
        statement = Statement("travel")
        move_appointment(reference, to_block=block, actor=company.actor, statement=statement)
    elif state == "checked in":
        virtual.move_to(make.at("2026-11-26 08:00"))
        check_in(reference, actor=make.HOUSE)
        virtual.move_to(make.MONDAY)
    elif state == "cancelled":
        cancel_appointment(reference, actor=company.actor)
