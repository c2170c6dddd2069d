"""A2, K3: visits that swap blocks in opposite directions never wait for each other in a circle."""

from functools import partial

import pytest
from django.db import connection, transaction

from gaiyue.booking.models import Block
from tests import make
from tests.races.asking import allow, moving
from tests.races.checks import assert_sound, live_visits
from tests.races.racing import barrier, ends, race

CLAIM = 'UPDATE "booking_block"'


def visits_in(block, count):
    companies = [make.a_company(f"企业{n}") for n in range(count)]
    return [(one, make.booked(one, block)) for one in companies]


def crossing(blocks, visits):
    """Each visit moves to the other of the two blocks."""
    first, second = blocks
    return [
        moving(company, reference, second if make.visit(reference).block_id == first else first)
        for company, reference in visits
    ]


def deadlocks():
    """How many deadlocks PostgreSQL has broken in this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        (found,) = cursor.fetchone()
    return found


@pytest.mark.parametrize(("seats", "taken"), [(3, 3), (4, 3), (6, 3)])
def test_crossing_moves_never_deadlock_and_add_up(engine, seats, taken):
    """Full blocks, one free seat, room for all: whoever is refused is refused for a full block and nothing else."""
    allow(moves_per_appointment=50)
    blocks = [make.a_block(f"2026-12-0{day} 09:00", seats=seats) for day in (1, 2)]
    visits = [*visits_in(blocks[0], taken), *visits_in(blocks[1], taken)]
    moved = 0
    everybody_claims = engine == "postgresql" and seats >= 2 * taken

    for _ in range(3):
        outcomes = race(*crossing(blocks, visits), meet=CLAIM if everybody_claims else "")
        found = ends(outcomes)
        assert set(found) <= {"done", "block.full"}
        moved += found["done"]
        assert sum(make.taken(block) for block in blocks) == live_visits() == 2 * taken

    assert moved == sum(make.visit(reference).moves for _, reference in visits)
    assert moved if seats > taken else True
    if engine == "postgresql":
        assert deadlocks() == 0
    assert_sound()


@pytest.mark.usefixtures("postgresql")
def test_control_giving_back_first_and_taking_then_deadlocks():
    """Without the order by id, two crossing moves stand in a circle, and the database ends one of them."""
    blocks = [make.a_block(f"2026-12-0{day} 09:00", seats=9) for day in (1, 2)]
    together = barrier(2)

    def give_back_then_take(old, new):
        with transaction.atomic():
            Block.objects.filter(pk=old).update(reserve=1)
            together.wait()
            Block.objects.filter(pk=new).update(reserve=1)

    outcomes = race(
        partial(give_back_then_take, *blocks), partial(give_back_then_take, *reversed(blocks))
    )

    found = ends(outcomes)
    assert found["done"] == 1
    (text,) = set(found) - {"done"}
    assert "deadlock detected" in text
    assert deadlocks() == 1
