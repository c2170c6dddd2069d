"""A1, A2, A4: a visit is moved in one step, or not at all."""

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.models import Appointment
from gaiyue.booking.move import Statement, move_appointment, preview_move
from gaiyue.eventlog.queries import history
from gaiyue.policy.decision import Refused
from tests import make

BECAUSE = Statement("key_client_visit", "客户改到周三来")


def test_a_moved_visit_frees_its_old_seat_and_keeps_its_reference(park):
    company = make.a_company()
    old, new = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 14:00")
    reference = make.booked(company, old)

    moved = move_appointment(reference, to_block=new, actor=company.actor, statement=BECAUSE)

    assert moved == reference
    assert (make.taken(old), make.taken(new)) == (0, 1)
    visit = make.visit(reference)
    assert (visit.block_id, visit.moves, visit.state) == (new, 1, "booked")
    entry = history(make.PARK, reference)[0]
    assert entry.kind == "appointment.moved"
    assert entry.facts["statement"] == "key_client_visit"
    assert entry.details == {"note": "客户改到周三来"}


def test_a_move_into_a_full_block_changes_nothing(park):
    company, other = make.a_company(), make.a_company("别家")
    old, full = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 14:00")
    reference = make.booked(company, old)
    make.booked(other, full)
    before = Appointment.objects.filter(reference=reference).values().get()

    with pytest.raises(Refused) as refused:
        move_appointment(reference, to_block=full, actor=company.actor, statement=BECAUSE)

    assert [reason.code for reason in refused.value.decision.reasons] == ["block.full"]
    assert Appointment.objects.filter(reference=reference).values().get() == before
    assert (make.taken(old), make.taken(full)) == (1, 1)


def test_a_wednesday_visit_can_be_moved_until_monday_close(park):
    """B3: the park's own published example."""
    company = make.a_company()
    wednesday, thursday = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")
    reference = make.booked(company, wednesday)

    park.move_to(make.at("2026-11-23 17:00"))
    assert preview_move(reference, actor=company.actor).allowed

    park.move_to(make.at("2026-11-23 17:01"))
    with pytest.raises(Refused) as refused:
        move_appointment(reference, to_block=thursday, actor=company.actor, statement=BECAUSE)
    decision = refused.value.decision
    assert [reason.code for reason in decision.reasons] == ["move.too_late"]
    assert decision.next_steps
    assert make.visit(reference).block_id == wednesday


def test_a_strangers_visit_looks_like_none(park):
    company, stranger = make.a_company(), make.a_company("别家")
    reference = make.booked(company, make.a_block())
    target = make.a_block("2026-11-26 14:00")

    for asked in (reference, "222222222"):
        with pytest.raises(NotThere):
            move_appointment(asked, to_block=target, actor=stranger.actor, statement=BECAUSE)
