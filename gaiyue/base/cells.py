"""Which database holds a park: the directory, and the router that follows it.

A cell is one database with one or more parks. Whoever enters a park (`in_park`) works in its cell until
leaving; no transaction spans cells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http.request import split_domain_port

IDS_PER_CELL = 2**40
"""Ids of cell n start at n × 2^40, so that a park can move between cells without renumbering."""

_cell: ContextVar[str] = ContextVar("cell", default="default")


def cell_of(park: str) -> str:
    """The database alias that holds `park`; parks that the directory does not list are in `default`."""
    return settings.GAIYUE_PARK_CELLS.get(park, "default")


def park_of_host(host: str) -> str:
    """The park that is served under a host name, with or without a port."""
    name, _port = split_domain_port(host)
    return str(settings.GAIYUE_PARK_HOSTS.get(name, settings.GAIYUE_DEFAULT_PARK))


def current_cell() -> str:
    """The alias that queries go to now."""
    return _cell.get()


def cell_number(alias: str) -> int:
    """The fixed number of a cell; it decides where its ids start."""
    return settings.GAIYUE_CELL_NUMBERS[alias]


@contextmanager
def in_cell(alias: str) -> Iterator[None]:
    """Send every query to one cell until the block ends."""
    token = _cell.set(alias)
    try:
        yield
    finally:
        _cell.reset(token)


@contextmanager
def in_park(park: str) -> Iterator[None]:
    """Work in the cell of `park` until the block ends."""
    with in_cell(cell_of(park)):
        yield


class CellRouter:
    """Django's database router: everything goes to the current cell, and every cell holds every table."""

    def db_for_read(self, _model: object, **_hints: object) -> str:
        """The current cell."""
        return current_cell()

    db_for_write = db_for_read
