"""K4: a park lives in its cell; nothing of it is seen from another one."""

from contextlib import ExitStack
from contextvars import copy_context

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from gaiyue.base import clock
from gaiyue.base.actor import system
from gaiyue.base.cells import (
    IDS_PER_CELL,
    cell_number,
    cell_of,
    current_cell,
    in_cell,
    in_park,
)
from gaiyue.base.errors import NotThere
from gaiyue.base.transaction import deed
from gaiyue.booking.add_session import Session, add_session
from gaiyue.booking.book import book_appointment
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries import visits as visits_seen
from gaiyue.eventlog.models import Event, Link
from gaiyue.eventlog.verify import verify_log
from gaiyue.ops.worker import turn
from tests import make
from tests.races.databases import database, default_database

NORTH, SECOND = "north", "second"


@pytest.fixture(scope="module")
def cells(tmp_path_factory, django_db_blocker):
    """Two SQLite cells: the park of the other tests in `default`, a park in the north in `second`."""
    folder = tmp_path_factory.mktemp("cells")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(default_database(f"sqlite:{folder}/first.sqlite3"))
        stack.enter_context(database(SECOND, f"sqlite:{folder}/second.sqlite3"))
        stack.enter_context(
            override_settings(
                GAIYUE_CELL_NUMBERS={"default": 0, SECOND: 1}, GAIYUE_PARK_CELLS={NORTH: SECOND}
            )
        )
        stack.enter_context(clock.frozen(make.MONDAY))
        for alias in ("default", SECOND):
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        make.a_park()
        with in_park(NORTH):
            make.a_park(code=NORTH)
        yield


@pytest.fixture(scope="module")
def visits(cells):
    """A visit in each park: reference and company."""
    company = make.a_company()
    here = make.booked(company, make.a_block()), company
    with in_park(NORTH):
        company = make.a_company("北方企业", park=NORTH)
        block = a_block_in_the_north()
        reference = book_appointment(block, enterprise=company.code, actor=company.actor)
    return here, (reference, company)


def a_block_in_the_north():
    starts, ends = make.at("2026-11-25 09:00"), make.at("2026-11-25 11:00")
    session = Session("tax-registration", "lakeside", starts, ends, 1)
    return add_session(session, actor=system(NORTH, "test"))


def test_the_directory_says_where_a_park_lives(cells):
    assert (cell_of(NORTH), cell_of(make.PARK), cell_of("unheard-of")) == (
        SECOND,
        "default",
        "default",
    )
    assert (cell_number("default"), cell_number(SECOND)) == (0, 1)


def test_every_row_lies_in_the_cell_of_its_park(visits):
    for alias, park in (("default", make.PARK), (SECOND, NORTH)):
        for model in apps.get_models():
            if model.__module__.startswith("gaiyue."):
                parks = model._default_manager.using(alias).values_list("park", flat=True)
                assert set(parks) <= {park}, f"{model.__name__} in {alias}"
        assert Event.objects.using(alias).exists()


def test_a_visit_of_another_cell_is_not_there(visits):
    (here, _), (there, company) = visits
    assert Appointment.objects.filter(reference=here).exists()
    assert not Appointment.objects.filter(reference=there).exists()
    with pytest.raises(NotThere):
        visits_seen.visit(there, actor=company.actor)
    with in_park(NORTH):
        assert visits_seen.visit(there, actor=company.actor).reference == there
        assert not Appointment.objects.filter(reference=here).exists()


def test_ids_of_the_second_cell_can_not_meet_those_of_the_first(visits):
    """So a park can move between cells without a single id changing."""
    for model in apps.get_models():
        if model.__module__.startswith("gaiyue."):
            first = model._default_manager.using("default").values_list("pk", flat=True)
            second = model._default_manager.using(SECOND).values_list("pk", flat=True)
            assert all(0 < pk <= IDS_PER_CELL for pk in first)
            assert all(IDS_PER_CELL < pk <= 2 * IDS_PER_CELL for pk in second)


def test_each_park_has_a_chain_of_its_own_in_its_cell(visits):
    for park in (make.PARK, NORTH):
        while turn(park):
            pass
        with in_park(park):
            found = verify_log(park)
            assert (found.broken, found.waiting) == (None, 0)
            assert found.links == Event.objects.count() == Link.objects.count() > 0
            assert Link.objects.order_by("number").values_list("number", flat=True)[0] == 1


def test_a_deed_is_a_transaction_of_the_cell_that_it_was_called_in(visits):
    @deed
    def where():
        return [alias for alias in connections if connections[alias].in_atomic_block]

    assert where() == ["default"]
    with in_park(NORTH):
        assert where() == [SECOND]


def test_whoever_leaves_a_park_is_back_where_they_were():
    with override_settings(GAIYUE_PARK_CELLS={NORTH: SECOND}):
        with in_park(NORTH):
            assert current_cell() == SECOND
            with pytest.raises(KeyError), in_cell("third"):
                raise KeyError(current_cell())
            assert current_cell() == SECOND
        assert current_cell() == "default"


def test_one_request_does_not_move_another_one():
    """The cell belongs to the context: a second request (or thread) starts in its own."""
    with in_cell(SECOND):
        other = copy_context()
    assert current_cell() == "default"
    assert other.run(current_cell) == SECOND
