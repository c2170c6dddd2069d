"""What the planner of SQLite knows of the tables: without it, it takes "of this park" for a narrow choice.

Every index begins with the park, and a cell has one or few: without counts SQLite reads all visits of the park where
an index by block or company is at hand. PostgreSQL keeps its statistics by itself.
"""

from django.db import connections

ROWS_LOOKED_AT = 20_000
"""Of each index, so that a large cell takes no longer than a small one."""


def refresh_statistics(alias: str) -> None:
    """Count anew in the cell; connections that are open see it when they are opened next."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
