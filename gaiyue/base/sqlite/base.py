"""Django's SQLite backend, with a file lock taken before BEGIN IMMEDIATE in every transaction.

SQLite's own busy handler sleeps and tries again, so under load an unlucky writer starves for seconds. A
`flock()` on a file beside the database makes the kernel queue the writers instead. A process that dies gives
its lock back by dying, so nothing can be left locked.
"""

import fcntl
import os
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    """Django's, which remembers how a statement reads in SQLite's own style."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """The query with `?` for `%s`."""
        if param_names is None:
            return _converted(query)
        converted: str = super().convert_query(query, param_names=param_names)
        return converted


@lru_cache(maxsize=1024)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; holds the writers' lock from BEGIN to COMMIT or ROLLBACK."""

    _lock_file: int | None = None

    def create_cursor(self, name: Any = None) -> Cursor:  # noqa: ARG002 - SQLite's have no names
        """A cursor of our kind."""
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made

    def _start_transaction_under_autocommit(self) -> None:
        self._queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _queue(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self._lock_file is not None or self.is_in_memory_db():
            return
        handle = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except BaseException:
            os.close(handle)
            raise
        self._lock_file = handle

    def _leave(self) -> None:
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None
