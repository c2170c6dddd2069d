"""K4: a cell's ids start where the cell's range does, in every table, on both engines."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from gaiyue.base.cells import IDS_PER_CELL
from gaiyue.eventlog.models import Event
from gaiyue.ops.cell_ids import start_ids
from tests import make
from tests.races.checks import assert_sound

OURS = [model for model in apps.get_models() if model.__module__.startswith("gaiyue.")]


def next_id(table):
    """The id that the next row of the table would get."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [f'"{table}"'])
        (found,) = cursor.fetchone()
    return found


@pytest.mark.parametrize("number", [1, 3])
def test_ids_of_a_cell_start_at_its_range_in_every_table(engine, number):
    with override_settings(GAIYUE_CELL_NUMBERS={"default": number}):
        start_ids(using="default")

    first = number * IDS_PER_CELL + 1
    assert {model._meta.db_table: next_id(model._meta.db_table) for model in OURS} == {
        model._meta.db_table: first for model in OURS
    }


def test_the_first_cell_counts_from_one(engine):
    before = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    start_ids(using="default")
    make.a_block()
    assert Event.objects.order_by("-pk").values_list("pk", flat=True)[0] == before + 1


def test_asking_again_lowers_no_id(engine):
    """Every migration asks: what was counted since stays counted."""
    with override_settings(GAIYUE_CELL_NUMBERS={"default": 1}):
        start_ids(using="default")
        first = make.a_block()
        start_ids(using="default")
        second = make.a_block("2026-11-26 09:00")

    assert (first, second) == (IDS_PER_CELL + 1, IDS_PER_CELL + 2)
    make.booked(make.a_company(), second)
    assert_sound()
