"""Read the limits: those in force at a moment, and the editions past and to come."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Case, QuerySet, Value, When

from gaiyue.base.cells import current_cell
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.limits_json import from_json
from gaiyue.policy.models import PolicyEdition

WHOLE_PARK: Final = "*"
"""In place of a service: the limits of every service that has none of its own."""


class PolicyMissing(LookupError):
    """The park has no limits in force at that moment; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as a page lists it."""

    ref: EditionRef
    made_at: datetime
    actor: str
    note: str
    limits: Limits


def limits_in_force(park: str, service: str, at: datetime) -> tuple[Limits, EditionRef]:
    """The limits of the service at that moment, or the whole park's when it has none of its own.

    One query; one more when this process sees the edition for the first time. Of editions in force, the one that
    came into force last counts, and of two at the same moment the higher number. Raises PolicyMissing.
    """
    row = (
        _in_force(park, service, at)
        .only("pk", "service", "number", "effective_from", "digest")
        .first()
    )
    if row is None:
        raise PolicyMissing(
            f"The park {park!r} has no rules in force at {at.isoformat()}:"
            " they come with its opening (Opening a park, docs/operations.md)."
        )
    return _limits(current_cell(), row.pk, row.digest), _ref(row)


def editions(park: str, service: str = WHOLE_PARK) -> tuple[Edition, ...]:
    """All editions of the service's own limits, past and to come, the latest number first. One query."""
    rows = PolicyEdition.objects.filter(park=park, service=service).order_by("-number")
    return tuple(
        Edition(
            ref=_ref(row),
            made_at=row.made_at,
            actor=row.actor,
            note=row.note,
            limits=from_json(row.limits),
        )
        for row in rows
    )


def limits_of(park: str, ref: EditionRef) -> Limits:
    """The limits that an earlier decision was made by. Raises PolicyMissing when there is no such edition."""
    row = PolicyEdition.objects.filter(park=park, service=ref.service, number=ref.number).first()
    if row is None:
        raise PolicyMissing(
            f"The park {park!r} has no edition {ref.code!r} of its rules: read its number again."
        )
    return from_json(row.limits)


def _in_force(park: str, service: str, at: datetime) -> QuerySet[PolicyEdition]:
    # Not ordered by the text of `service`: whether "*" sorts before letters depends on the collation.
    of_park = Case(When(service=WHOLE_PARK, then=Value(1)), default=Value(0))
    return PolicyEdition.objects.filter(
        park=park, service__in={service, WHOLE_PARK}, effective_from__lte=at
    ).order_by(of_park, "-effective_from", "-number")


@lru_cache(maxsize=1024)
def _limits(cell: str, pk: int, digest: str) -> Limits:  # noqa: ARG001 - part of the key
    # Editions never change. The digest is in the key for an edition that was seen inside a transaction
    # and then rolled back: its id may come again with other limits.
    return from_json(PolicyEdition.objects.values_list("limits", flat=True).get(pk=pk))


def _ref(row: PolicyEdition) -> EditionRef:
    return EditionRef(number=row.number, service=row.service, effective_from=row.effective_from)
