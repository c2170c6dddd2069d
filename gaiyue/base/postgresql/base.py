"""Django's PostgreSQL backend: cursors that prepare on the server, and a connection checked without a question.

A statement that is put together once (base/prepared.py) is parsed and planned once by each server process. A pooler
in between that hands out connections by transaction has to keep prepared statements: in PgBouncer that is the setting
max_prepared_statements.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError, RawCursor
from psycopg.errors import FeatureNotSupported
from psycopg.pq import ConnStatus, TransactionStatus

PREPARED_AFTER = 2
"""Runs of a statement on a connection after which the server keeps its plan."""


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with prepared statements switched on; its own cursors fill in values here and use none."""
        parameters: dict[str, Any] = super().get_connection_params()
        return {**parameters, "prepare_threshold": PREPARED_AFTER}

    def numbered_cursor(self) -> Any:
        """A cursor for SQL with `$1`, `$2`: values travel beside the statement, which the server prepares."""
        self.close_if_health_check_failed()  # as cursor() does: this may be the first use in a request
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(_Numbered(self.connection))  # type: ignore[attr-defined]

    def is_usable(self) -> bool:
        """Whether the connection still stands, for the first use in a request: by a look at its socket.

        Nobody speaks on an idle connection but a server that ends it. One that vanished without a word is found by
        the first statement, and the deed runs again.
        """
        if self.connection is None or self.connection.pgconn.status != ConnStatus.OK:
            return False
        idle = select.poll()
        idle.register(
            self.connection.pgconn.socket, select.POLLIN | select.POLLHUP | select.POLLERR
        )
        return not idle.poll(0)


class _Numbered(RawCursor[Any]):
    """A cursor that outlives a migration: PostgreSQL refuses a kept plan whose columns have another type now."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> "_Numbered":
        """Run it; nothing is prepared on this connection any more after such a refusal, and the statement runs again.

        In a transaction the whole deed has to: an OperationalError asks for that.
        """
        try:
            return super().execute(query, params, **how)
        except FeatureNotSupported as changed:
            self.connection.prepare_threshold = None
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise OperationalError(
                    "a table has changed under a prepared statement"
                ) from changed
            return super().execute(query, params, **how)
