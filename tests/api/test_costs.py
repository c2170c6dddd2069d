"""How many queries each route asks: one for the token, and then what the page would ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.api.asking import Program, new_visit, program_of

TOKEN = 1


@pytest.fixture
def company(park):
    return make.a_company()


@pytest.fixture
def erp(company) -> Program:
    """Its token has been used within the last minutes, as nearly always, and the caches are warm."""
    program = program_of(company.actor)
    make.a_block("2026-11-26 09:00", service="business-registration")
    for path in ("/me", "/services/tax-registration/availability", "/appointments"):
        program.get(path)
    return program


def queries(ask) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code < 300, answer.content.decode()
    return [one["sql"] for one in asked]


def test_a_token_in_use_costs_one_query_and_no_write(erp):
    assert len(queries(lambda: erp.get("/me"))) == TOKEN


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/services", TOKEN + 4),
        ("/services/tax-registration", TOKEN + 4),
        ("/services/tax-registration/availability", TOKEN + 2),
        ("/services/tax-registration/circumstances", TOKEN + 2),
        ("/blocks/{block}/preview", TOKEN + 6),
        ("/appointments", TOKEN + 5),
        ("/appointments/{visit}", TOKEN + 4),
        ("/appointments/{visit}/history", TOKEN + 4 + 3),
        ("/appointments/{visit}/move/preview", TOKEN + 4),
        ("/appointments/{visit}/cancel/preview", TOKEN + 3),
    ],
)
def test_reading_costs_no_more_than_this_and_writes_nothing(company, erp, path, most):
    block = make.a_block(seats=9)
    visit = make.booked(company, make.a_block("2026-12-01 09:00"))
    where = path.format(block=block, visit=visit)
    found = queries(lambda: erp.get(where))
    assert len(found) <= most, found
    assert [sql for sql in found if not sql.startswith("SELECT")] == []


def test_a_longer_list_costs_as_much(company, erp):
    make.limits(live_per_service=20, visits_per_period=60)
    for day in range(24, 30):
        make.booked(company, make.a_block(f"2026-11-{day} 13:00"))
    erp.get("/appointments")
    assert len(queries(lambda: erp.get("/appointments"))) <= TOKEN + 5


def test_the_board_costs_the_same_however_many_come(erp, park):
    system = program_of(make.staff("clerk"))
    block = make.a_block("2026-11-23 14:00", seats=9)
    system.get("/board")
    for number in range(5):
        make.booked(make.a_company(f"企业{number}"), block)
    assert len(queries(lambda: system.get("/board"))) <= TOKEN + 5


def test_a_booking_costs_what_it_costs_on_a_page_and_the_visit_read_once(erp):
    """The deed, and four queries for the visit as everybody reads it."""
    block = make.a_block()
    found = queries(lambda: erp.post("/appointments", new_visit(block)))
    assert len(found) <= TOKEN + 22 + 4, len(found)
