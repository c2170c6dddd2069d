"""Every page of the product, each in the states that look different, and how to get there."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.shown import (
    calendars,
    companies,
    desk,
    developers,
    enterprise,
    entrance,
    notices,
    offers,
    people,
    planning,
    record,
    rules,
    team,
    visits,
)
from tests.browser.shown.shown import Shown

PARTS = (
    enterprise,
    people,
    entrance,
    notices,
    offers,
    desk,
    visits,
    planning,
    rules,
    calendars,
    companies,
    team,
    record,
    developers,
)
PAGES: tuple[Shown, ...] = tuple(shown for part in PARTS for shown in part.PAGES)
ACTS: set[str] = set[str]().union(*(part.ACTS for part in PARTS))
"""Addresses that only take a form and show no page of their own."""


def named() -> Iterator[str]:
    """The name of every address of the product."""
    yield from _names(get_resolver().url_patterns)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)
