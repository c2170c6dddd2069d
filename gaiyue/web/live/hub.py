"""One reader of the record per park and process, however many pages are open; they all hear what it reads."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from gaiyue.base import clock
from gaiyue.base.cells import in_park
from gaiyue.eventlog.feed import head
from gaiyue.web.live.changes import Batch, read_changes

POLL_S = 0.4
TROUBLE_S = 3.0
PATIENCE = 5
"""Failures in a row after which a feed gives up."""
LINGER_S = 10.0
"""How long a feed without listeners goes on reading: whoever turns a page comes back within it."""
REMEMBERED = 500
"""Batches kept for pages that come back after a lost connection."""
SLACK = timedelta(seconds=5)
"""A deed is stamped when it begins and seen when it has committed: never later than this, as a rule."""

T = TypeVar("T")
log = structlog.get_logger()


class Feed:
    """The numbered record of one park while somebody listens."""

    def __init__(self, park: str, readers: ThreadPoolExecutor) -> None:
        self.park = park
        self.number = 0
        self.is_over = False
        self._readers = readers
        self._listeners = 0
        self._batches: deque[Batch] = deque(maxlen=REMEMBERED)
        self._from_number = 0
        self._from_at: datetime | None = None
        self._changed = asyncio.Event()
        self._ready = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None

    @contextmanager
    def listener(self) -> Iterator[None]:
        """Keep the feed reading until the listener has gone."""
        self._listeners += 1
        if self._reading is None or self._reading.done():
            self._ready = asyncio.Event()
            self._reading = asyncio.create_task(self._read())
            self._reading.add_done_callback(self._ended)
        try:
            yield
        finally:
            self._listeners -= 1

    async def ready(self) -> None:
        """Return when the feed knows where the record stands."""
        await self._ready.wait()

    def after(self, number: int) -> list[Batch] | None:
        """What came after `number`; None when the memory does not reach back so far, or the number is none of ours."""
        if not self._from_number <= number <= self.number:
            return None
        return [batch for batch in self._batches if batch.number > number]

    def number_at(self, moment: datetime) -> int | None:
        """Up to which number a page that was rendered then has seen everything; None when nobody remembers."""
        if self._from_at is None or moment - SLACK < self._from_at:
            return None
        seen = self._from_number
        for batch in self._batches:
            if batch.at > moment - SLACK:
                break
            seen = batch.number
        return seen

    async def changed(self, patience_s: float) -> bool:
        """Whether something was read within `patience_s` seconds; returns as soon as it was."""
        waiting = self._changed
        try:
            async with asyncio.timeout(patience_s):
                await waiting.wait()
        except TimeoutError:
            return False
        return True

    def _ended(self, reading: "asyncio.Task[None]") -> None:
        """Nothing is read any more: let the listeners go, whose pages come back to another feed, or poll."""
        if reading is not self._reading:
            return  # it had lingered to its end, and somebody came meanwhile
        if not reading.cancelled() and (trouble := reading.exception()) is not None:
            log.error("live feed: broke", park=self.park, number=self.number, exc_info=trouble)
        if self._listeners or self.is_over:
            self.is_over = True
            self._ready.set()
            self._changed.set()

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        needed_at, failed = loop.time(), 0
        while not self.is_over and (self._listeners or loop.time() - needed_at < LINGER_S):
            if self._listeners:
                needed_at = loop.time()
            try:
                batch = await self._next()
            except (DatabaseError, InterfaceError):
                log.exception("live feed: database trouble", park=self.park)
                failed += 1
                if failed >= PATIENCE:
                    raise  # not to ask for the same for ever: the next feed begins at the head
                await asyncio.sleep(TROUBLE_S)
                continue
            failed = 0
            if batch is None:
                await asyncio.sleep(POLL_S)
            else:
                self._take(batch)

    async def _next(self) -> Batch | None:
        if not self._ready.is_set():
            self.number, self._from_at = await self._ask(lambda: (head(self.park), clock.now()))
            self._from_number = self.number
            self._batches.clear()
            self._ready.set()
            return None
        return await self._ask(lambda: read_changes(self.park, self.number))

    def _take(self, batch: Batch) -> None:
        if len(self._batches) == REMEMBERED:
            forgotten = self._batches[0]
            self._from_number, self._from_at = forgotten.number, forgotten.at
        self._batches.append(batch)
        self.number = batch.number
        woken, self._changed = self._changed, asyncio.Event()
        woken.set()

    async def _ask(self, question: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._in_park, question)

    def _in_park(self, question: Callable[[], T]) -> T:
        close_old_connections()
        try:
            with in_park(self.park):
                return question()
        except (DatabaseError, InterfaceError):
            connections.close_all()  # those of this thread, which has seen the trouble
            raise
