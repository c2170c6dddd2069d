"""Ids of cell n start at n × 2^40 in every table of ours, so that a park can move between cells."""

from typing import Any

from django.apps import apps
from django.db import connections

from gaiyue.base.cells import IDS_PER_CELL, cell_number


def start_ids(*, using: str, **_: Any) -> None:
    """Raise the next id of each of our tables in the cell `using` to where the cell's range starts.

    Never lowers one; safe to repeat. The one place with a form per engine, both tested.
    """
    first = cell_number(using) * IDS_PER_CELL
    if first == 0:
        return
    connection = connections[using]
    tables = [
        model._meta.db_table  # noqa: SLF001 - Django's documented way to a model's table
        for model in apps.get_models()
        if model.__module__.startswith("gaiyue.")
    ]
    start = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with connection.cursor() as cursor:
        for table in tables:
            start(cursor, table, first)


def _on_sqlite(cursor: Any, table: str, first: int) -> None:
    cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [first, table])
    if cursor.rowcount == 0:
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])


def _on_postgresql(cursor: Any, table: str, first: int) -> None:
    cursor.execute(
        "SELECT setval(seq, greatest(%s, coalesce(pg_sequence_last_value(seq::regclass), 0) + 1), false)"
        " FROM (SELECT pg_get_serial_sequence(%s, 'id') AS seq) AS owned WHERE seq IS NOT NULL",
        [first + 1, f'"{table}"'],
    )
