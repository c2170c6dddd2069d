"""The visits of a company that stand in the way of another one for the same service: said before a time is chosen."""

from collections.abc import Iterable

from gaiyue.base import clock
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.policy.queries import limits_in_force


def in_the_way(park: str, rows: Iterable[VisitRow]) -> dict[str, list[VisitRow]]:
    """Service → its visits among those ahead of one company, where they are as many as it may have at once."""
    now = clock.now()
    by_service: dict[str, list[VisitRow]] = {}
    for row in rows:
        by_service.setdefault(row.service, []).append(row)
    return {
        service: held
        for service, held in by_service.items()
        if len(held) >= limits_in_force(park, service, now)[0].live_per_service
    }
