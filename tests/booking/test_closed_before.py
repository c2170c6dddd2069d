"""Blocks that were closed before it was kept what with open again with their day, and with nothing else."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.close_day import close_day
from gaiyue.booking.give_day_back import give_day_back
from gaiyue.booking.models import Block
from gaiyue.calendars.occasions import WhyClosed
from tests import make

migration = import_module("gaiyue.booking.migrations.0006_closed_with")
WEDNESDAY = date(2026, 11, 25)


class Editor:
    """As much of a schema editor as the migration asks for."""

    connection = connection


def as_before(block: int, because: str = "") -> None:
    """The row as it was before the column came."""
    Block.objects.filter(pk=block).update(closed_with="")
    if because:
        Block.objects.filter(pk=block).update(is_open=False, closed_because=because)


def closed_with(block: int) -> str:
    return Block.objects.get(pk=block).closed_with


def test_each_block_gets_what_it_was_closed_with(park):
    by_hand, with_day = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-25 14:00")
    elsewhere, opened = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 09:00")
    of_week, of_holiday = make.a_block("2026-11-26 14:00"), make.a_block("2027-01-01 09:00")
    close_blocks(Closing(WEDNESDAY, "training", block=by_hand), actor=make.HOUSE)
    close_day(WEDNESDAY, why=WhyClosed.MAINTENANCE, actor=make.HOUSE)
    for block in (by_hand, with_day):
        as_before(block)
    as_before(elsewhere, "maintenance")
    as_before(of_week, "week_changed")
    as_before(of_holiday, "holiday")

    migration.fill(apps, Editor)

    assert closed_with(with_day) == closed_with(of_holiday) == "day"
    assert closed_with(by_hand) == closed_with(elsewhere) == "hand"
    assert closed_with(of_week) == "week"
    assert closed_with(opened) == ""
    give_day_back(WEDNESDAY, actor=make.HOUSE)
    assert Block.objects.get(pk=with_day).is_open
    assert not Block.objects.get(pk=by_hand).is_open


@pytest.mark.parametrize("known", ["hand", "day", "week"])
def test_what_is_known_stays(park, known):
    block = make.a_block("2026-11-25 09:00")
    as_before(block, "power_cut")
    Block.objects.filter(pk=block).update(closed_with=known)
    migration.fill(apps, Editor)
    assert closed_with(block) == known
