"""Which limits are in force, as columns of a query that a deed asks anyway: no statement of their own.

An edition never changes but for being withdrawn before its time, so what a process has read of one stays true; which
ones there are is asked each time, in the deed's own transaction. A column holds all that tells an edition from another
one that had the same id and was rolled back.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Expression, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from gaiyue.base.cells import current_cell
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.queries import WHOLE_PARK, in_force, limits_in_force, limits_of, ref_of

SIGN = "|"
_PARTS = ("pk", "service", "number", "effective_from", "follows_park", "digest")


def edition_columns(park: str, service: str, *, at: Expression) -> dict[str, Subquery]:
    """Two columns for `limits_in`: the service's own edition in force at that moment, and the whole park's.

    `park` and `service` are the names by which the query knows the two codes.
    """
    own = {"park": OuterRef(park), "service": OuterRef(service)}
    of_park = {"park": OuterRef(park), "service": Value(WHOLE_PARK)}
    return {"own_edition": _column(own, at), "park_edition": _column(of_park, at)}


def limits_in(row: object, *, park: str, service: str, at: datetime) -> tuple[Limits, EditionRef]:
    """The limits that the columns of `row` name: what `limits_in_force` says, and without a query as a rule.

    Raises PolicyMissing.
    """
    for column in ("own_edition", "park_edition"):
        named = getattr(row, column)
        if named is not None and (found := _edition(current_cell(), named)) is not None:
            return found
    return limits_in_force(park, service, at)


def _column(of: dict[str, Any], at: Expression) -> Subquery:
    rows = in_force(PolicyEdition.objects.filter(**of), at)
    text = [part for name in _PARTS for part in (Cast(name, CharField()), Value(SIGN))]
    return Subquery(rows.annotate(all_of_it=Concat(*text)).values("all_of_it")[:1])


@lru_cache(maxsize=1024)
def _edition(cell: str, named: str) -> tuple[Limits, EditionRef] | None:  # noqa: ARG001 - part of the key
    """None for an edition that says to follow the park's."""
    row = PolicyEdition.objects.defer("limits").get(pk=int(named.partition(SIGN)[0]))
    return None if row.follows_park else (limits_of(row), ref_of(row))
