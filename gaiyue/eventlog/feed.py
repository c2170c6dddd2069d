"""The record as a feed: the events behind a number, as the relay numbered them, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gaiyue.eventlog.models import Link

LIMIT = 500


@dataclass(frozen=True, slots=True)
class Fed:
    """A numbered event; numbers of a park have no gaps, so a reader who remembers the last one misses nothing."""

    number: int
    kind: str
    subject: str
    at: datetime
    facts: Mapping[str, object]


def head(park: str) -> int:
    """The last number of the park; 0 before the first. One query."""
    last = Link.objects.filter(park=park).order_by("-number").values_list("number", flat=True)[:1]
    return next(iter(last), 0)


def fed_since(park: str, number: int, *, limit: int = LIMIT) -> list[Fed]:
    """The events after `number`, oldest first, at most `limit`; one query."""
    links = Link.objects.filter(park=park, number__gt=number).order_by("number")
    values = links.values_list(
        "number", "event__kind", "event__subject", "event__at", "event__facts"
    )
    return [Fed(*row) for row in values[:limit]]
