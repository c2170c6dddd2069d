"""The product, served by threads of this process, from a database file that a test has for itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

from gaiyue.base import clock
from gaiyue.base.clock import VirtualClock
from gaiyue.base.engines import engine
from tests import make


@contextmanager
def server() -> Iterator[str]:
    """The address of a server on a free port; every request is answered by a thread with its own connection."""
    served = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    served.set_app(WSGIHandler())
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{served.server_address[1]}"
    finally:
        served.shutdown()
        served.server_close()
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
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = settings
        connections["default"] = others


def prepare(file: Path) -> None:
    """An open park, without companies and blocks, as every journey begins."""
    with database(file), clock.frozen(make.MONDAY):
        call_command("migrate", verbosity=0)
        make.a_park()


@contextmanager
def open_at(file: Path) -> Iterator[VirtualClock]:
    """The park of that file, in a demo, on the Monday of all tests; yields its clock."""
    with database(file), override_settings(DEMO=True), clock.frozen(make.MONDAY) as virtual:
        yield virtual
