"""How often something was done in the present stretch of time, counted by all processes of a machine together.

One small file per key, locked while it is read and written: exact, some microseconds, no server and no database.
"""

import fcntl
import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KEPT: Final = struct.Struct("<qq")


@dataclass(frozen=True, slots=True)
class SharedCount:
    """Counts in files below `folder`, per stretch of `seconds`."""

    folder: Path
    seconds: int

    def add(self, key: str, *, now: float) -> int:
        """Count one more at the moment `now` (seconds since 1970) and return how many there are in its stretch."""
        stretch = int(now // self.seconds)
        with self._open(key) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            kept = file.read(_KEPT.size)
            of, count = _KEPT.unpack(kept) if len(kept) == _KEPT.size else (stretch, 0)
            count = count + 1 if of == stretch else 1
            file.seek(0)
            file.write(_KEPT.pack(stretch, count))
        return count

    def so_far(self, key: str, *, now: float) -> int:
        """How many there are in the stretch of this moment; nothing is counted."""
        try:
            with self._path(key).open("rb", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_SH)
                kept = file.read(_KEPT.size)
        except FileNotFoundError:
            return 0
        of, count = _KEPT.unpack(kept) if len(kept) == _KEPT.size else (0, 0)
        return int(count) if of == int(now // self.seconds) else 0

    def has(self, key: str) -> bool:
        """Whether the key was ever counted here."""
        return self._path(key).exists()

    def seconds_left(self, *, now: float) -> int:
        """Until the next stretch begins; at least one."""
        return max(int(self.seconds - now % self.seconds), 1)

    def _open(self, key: str):  # type: ignore[no-untyped-def]  # a raw file: nothing is buffered past the lock
        path = self._path(key)
        try:
            return path.open("r+b", buffering=0)
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch()
            return path.open("r+b", buffering=0)

    def _path(self, key: str) -> Path:
        return self.folder / hashlib.sha256(key.encode()).hexdigest()[:32]
