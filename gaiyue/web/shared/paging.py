"""A page of rows in the shape that the pager of the templates reads."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator

from gaiyue.web.shared.doors import Request


class _Known(Paginator):  # type: ignore[type-arg]
    """A paginator whose rows were fetched already; it only counts."""

    def __init__(self, total: int, size: int) -> None:
        super().__init__(range(total), size)


def page_number(request: Request, *, key: str = "page") -> int:
    """The page asked for, from 1; nonsense is page 1. A page with two lists gives the second one another key."""
    asked = request.GET.get(key, "1")
    return max(int(asked[:9]), 1) if asked.isascii() and asked.isdecimal() else 1


def as_page(rows: Sequence[Any], *, total: int, number: int, size: int) -> Page[Any]:
    """`rows` as page `number` of a list of `total`."""
    return Page(rows, number, _Known(total, size))


def query_without_page(request: Request, *, key: str = "page") -> str:
    """The rest of the query string, for the pager's links."""
    rest = request.GET.copy()
    rest.pop(key, None)
    return rest.urlencode()
