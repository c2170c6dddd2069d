"""The cache of counts that all web processes of a machine share: files, without a server of its own.

Django's file cache has two habits that rate limits can't bear: `add` looks and then writes, so that two processes both
take a lock; and when it is full it throws random entries away, so that whoever fills it is counted no longer.
"""

import fcntl
import random
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

SWEEP_ONE_IN = 200
"""Roughly each how many writes the expired files are looked for and removed."""


class SharedCache(FileBasedCache):
    """Django's file cache, with an `add` that only one can win, and that forgets what has expired and nothing else."""

    _dir: str

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """True for exactly one of those who add the key at once."""
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return super().add(key, value, timeout=timeout, version=version)

    def _cull(self) -> None:
        if random.randrange(SWEEP_ONE_IN) == 0:  # noqa: S311 - when to tidy is no secret
            self.forget_expired()

    def forget_expired(self) -> None:
        """Remove the files that nobody will read again."""
        for name in self._list_cache_files():  # type: ignore[attr-defined]
            try:
                with Path(name).open("rb") as file:
                    self._is_expired(file)  # type: ignore[attr-defined]
            except FileNotFoundError:
                continue  # another process was faster
