"""What will decide about a service, and from which moment on: published editions whose time has not come."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Expression, OuterRef, Q, Subquery, Value

from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.queries import WHOLE_PARK, PolicyMissing, in_force, limits_of, ref_of

AT_MOST = 20
"""Changes that are looked at: nobody publishes so many ahead."""


@dataclass(frozen=True, slots=True)
class Coming:
    """From `at` on these limits decide."""

    at: datetime
    limits: Limits
    edition: EditionRef


def coming_limits(park: str, service: str, at: datetime) -> tuple[Coming, ...]:
    """The changes after that moment, the next one first. One query."""
    return tuple(limits_from(park, {service}, at)[service][1:])


def limits_from(park: str, services: Collection[str], at: datetime) -> dict[str, list[Coming]]:
    """Of each service the limits in force at that moment, and after them those to come. One query for all services.

    One more when this process sees an edition for the first time. Raises PolicyMissing.
    """
    current = in_force(PolicyEdition.objects.filter(park=park, service=OuterRef("service")), at)
    rows = PolicyEdition.objects.filter(
        Q(effective_from__gt=at) | Q(pk=Subquery(current.values("pk")[:1])),
        park=park,
        service__in={*services, WHOLE_PARK},
        withdrawn_at=None,
    )
    found = list(rows.order_by("effective_from", "number").defer("limits"))
    return {service: list(_road(found, service, at)) for service in services}


def _road(rows: list[PolicyEdition], service: str, at: datetime) -> Iterator[Coming]:
    mine = [row for row in rows if row.service in (service, WHOLE_PARK)]
    moments = sorted({row.effective_from for row in mine if row.effective_from > at})
    for moment in (at, *moments[:AT_MOST]):
        held = {row.service: row for row in mine if row.effective_from <= moment}
        row = held.get(service)
        if row is None or row.follows_park:
            row = held.get(WHOLE_PARK)
        if row is None:
            raise PolicyMissing(f"no rules for {service!r} in force at {moment.isoformat()}")
        yield Coming(moment, limits_of(row), ref_of(row))


def next_change(park: str, service: str, *, at: Expression) -> Subquery:
    """When the next edition comes that may concern a row, as a column; None as a rule.

    `park` and `service` are the names by which the query knows the two codes.
    """
    mine = Q(service=OuterRef(service)) | Q(service=Value(WHOLE_PARK))
    rows = PolicyEdition.objects.filter(
        mine, park=OuterRef(park), effective_from__gt=at, withdrawn_at=None
    )
    return Subquery(rows.order_by("effective_from").values("effective_from")[:1])
