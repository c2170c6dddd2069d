"""The product, served by threads of this process, from a database file that a test has for itself."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from gaiyue.base import clock
from gaiyue.base.clock import VirtualClock
from gaiyue.base.engines import engine
from gaiyue.base.threads import Threads
from gaiyue.ops.worker import turn
from gaiyue.web.live.stream import Live, is_live
from tests import make


class Served(uvicorn.Server):
    """The product's own server, in a thread: the process of the tests keeps its signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield


class Forgetful(ThreadPoolExecutor):
    """Threads that forget their connection before each task: every test has another database file."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it with a connection of its own."""

        def afresh() -> Any:
            with suppress(AttributeError):
                del connections["default"]
            return fn(*args, **kwargs)

        return super().submit(afresh)


class Faces:
    """Pages and streams by address, as gaiyue.asgi has them."""

    def __init__(self) -> None:
        self.pages = Threads(WSGIHandler(), workers=Forgetful(8))
        self.live = Live(Forgetful(2), Forgetful(2))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        face = self.live if is_live(scope["path"]) else self.pages
        await face(scope, receive, send)


FACES = Faces()


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on a free port, pages and streams, as `gaiyue serve` starts it."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            FACES, lifespan="off", log_level="error", timeout_graceful_shutdown=1
        )
        served = Served(config)
        thread = threading.Thread(target=served.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            served.should_exit = True
            thread.join()


@contextmanager
def worker() -> Iterator[None]:
    """A worker of the park beside the test: what the record says is numbered and reacted to as it happens."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.1):
            while turn(make.PARK):
                pass
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def database(file: Path) -> Iterator[None]:
    """Until the end, this process, in all its threads, reads and writes that SQLite file.

    A file, because the browser asks several threads at once, and threads can't share a transaction; one for each
    test, because copying an open park is faster than opening it again.
    """
    others, settings = connections["default"], connections.settings["default"]
    opened_and_closed = {"CONN_MAX_AGE": 0}  # no thread keeps the file of a test that is over
    connections.settings["default"] = {
        **settings,
        **engine(f"sqlite:{file}", root=file.parent),
        **opened_and_closed,
    }
    del connections["default"]
    FACES.live.forget()
    try:
        yield
    finally:
        FACES.live.forget()
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = others


def prepare(file: Path) -> None:
    """An open park, without companies and blocks, as every journey begins."""
    with database(file), clock.frozen(make.MONDAY):
        call_command("migrate", verbosity=0)
        make.a_park()
        make.a_demo()


@contextmanager
def open_at(file: Path) -> Iterator[VirtualClock]:
    """The park of that file, in a demo, on the Monday of all tests; yields its clock."""
    with database(file), override_settings(DEMO=True), clock.frozen(make.MONDAY) as virtual:
        yield virtual
