"""A2, J3: asked again with the same key, a deed is done once and answered again."""

import pytest

from tests import make
from tests.api.asking import new_visit, program_of


@pytest.fixture
def company(park):
    return make.a_company()


def test_a_booking_that_is_asked_for_twice_is_one(company):
    block = make.a_block(seats=2)
    erp = program_of(company.actor)
    first = erp.post("/appointments", new_visit(block), key="k-1")
    again = erp.post("/appointments", new_visit(block), key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert make.taken(block) == 1


def test_a_move_that_is_asked_for_twice_is_one(company):
    target = make.a_block("2026-12-01 09:00")
    erp, reference = (
        program_of(company.actor),
        make.booked(company, make.a_block("2026-11-30 09:00")),
    )
    body = {"block": target, "statement": {"circumstance": "travel"}}
    first = erp.post(f"/appointments/{reference}/move", body, key="k-1")
    again = erp.post(f"/appointments/{reference}/move", body, key="k-1")
    assert first.json() == again.json()
    assert make.visit(reference).moves == 1


def test_a_cancelling_that_is_asked_for_twice_is_one(company):
    block = make.a_block(seats=2)
    erp, reference = program_of(company.actor), make.booked(company, block)
    for _ in range(2):
        answer = erp.post(f"/appointments/{reference}/cancel", {"note": "不来了"}, key="k-1")
        assert answer.json()["state"] == "cancelled"
    assert make.taken(block) == 0


def test_a_key_of_another_request_does_nothing(company):
    first, second = make.a_block(), make.a_block("2026-12-01 09:00")
    erp = program_of(company.actor)
    erp.post("/appointments", new_visit(first), key="k-1")
    answer = erp.post("/appointments", new_visit(second), key="k-1")
    assert answer.status_code == 422
    assert answer.json()["type"] == "/api/#problem-key-reused"
    assert answer.json()["code"] == "idempotency.key_reused"
    assert make.taken(second) == 0


def test_a_key_stands_for_one_request_of_whatever_kind(company):
    """A2: a key that moved a visit cancels none, nor another one; asked again, the move is answered again."""
    block, target = make.a_block(), make.a_block("2026-12-01 09:00")
    erp = program_of(company.actor)
    reference = erp.post("/appointments", new_visit(block), key="k-1").json()["reference"]
    body = {"block": target, "statement": {"circumstance": "travel"}}
    assert erp.post(f"/appointments/{reference}/move", body, key="k-1").status_code == 422
    assert erp.post(f"/appointments/{reference}/move", body, key="k-2").status_code == 200
    for key in ("k-1", "k-2"):
        answer = erp.post(f"/appointments/{reference}/cancel", key=key)
        assert answer.json()["code"] == "idempotency.key_reused"
    again = erp.post(f"/appointments/{reference}/move", body, key="k-2")
    assert (again.status_code, again.json()["state"], again.json()["moves"]) == (200, "booked", 1)


def test_two_people_may_use_the_same_key(company):
    block = make.a_block(seats=2)
    other = make.a_company("远方贸易")
    for mine in (company, other):
        answer = program_of(mine.actor).post("/appointments", new_visit(block), key="k-1")
        assert answer.status_code == 201
    assert make.taken(block) == 2


def test_what_was_refused_does_not_use_up_its_key(company):
    block, other = make.a_block(), make.a_company("远方贸易")
    taken = make.booked(other, block)
    erp = program_of(company.actor)
    assert erp.post("/appointments", new_visit(block), key="k-1").status_code == 409
    program_of(other.actor).post(f"/appointments/{taken}/cancel")
    assert erp.post("/appointments", new_visit(block), key="k-1").status_code == 201


@pytest.mark.parametrize(
    "path", ["/appointments", "/appointments/{}/move", "/appointments/{}/cancel"]
)
def test_who_brings_no_key_is_told_why_it_is_needed(company, path):
    block = make.a_block()
    reference = make.booked(company, block)
    body = {"block": block} if path.endswith("move") else {}
    body = new_visit(block) if path == "/appointments" else body
    answer = program_of(company.actor).post(path.format(reference), body, key=None)
    assert answer.status_code == 400
    assert answer.json()["code"] == "idempotency.key_missing"
    assert "Idempotency-Key" in answer.json()["detail"]
