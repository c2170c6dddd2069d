"""Read the limits: those in force at a moment, and the editions past and to come."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Case, Expression, Max, QuerySet, Value, When

from gaiyue.base.cells import current_cell
from gaiyue.base.errors import NotThere
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.limits_json import from_json
from gaiyue.policy.models import PolicyEdition

PAGE: Final = 20
WHOLE_PARK: Final = "*"
"""In place of a service: the limits of every service that has none of its own."""
COUNTS_FIRST: Final = ("-effective_from", "-number")


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
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    follows_park: bool = False
    """From its moment on the park's rules decide; its own `limits` are those that the park had then."""

    def is_coming(self, at: datetime) -> bool:
        """Whether its moment is still ahead, and it was not taken back."""
        return self.withdrawn_at is None and self.ref.effective_from > at


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One page of the editions of a service."""

    rows: tuple[Edition, ...]
    total: int
    number: int


def limits_in_force(park: str, service: str, at: datetime) -> tuple[Limits, EditionRef]:
    """The limits of the service at that moment, or the whole park's when it has none of its own.

    One query; one more for a service that went back to the park's, and when this process sees the edition for the
    first time. Raises PolicyMissing.
    """
    row = _first_in_force(park, service, at)
    if row is not None and row.follows_park:
        row = _first_in_force(park, WHOLE_PARK, at)
    if row is None:
        raise PolicyMissing(
            f"The park {park!r} has no rules in force at {at.isoformat()}:"
            " they come with its opening (Opening a park, docs/operations.md)."
        )
    return limits_of(row), ref_of(row)


def editions(park: str, service: str = WHOLE_PARK) -> tuple[Edition, ...]:
    """All editions of the service's own limits, past and to come, the latest number first. One query."""
    rows = PolicyEdition.objects.filter(park=park, service=service).order_by("-number")
    return tuple(_edition(row) for row in rows)


def editions_page(park: str, service: str, *, page: int = 1) -> EditionPage:
    """The service's own editions, the latest number first; two queries. A page beyond the last one is the last one."""
    rows = PolicyEdition.objects.filter(park=park, service=service).order_by("-number")
    total = rows.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    shown = rows[(number - 1) * PAGE : number * PAGE]
    return EditionPage(tuple(_edition(row) for row in shown), total, number)


def coming_editions(park: str, at: datetime) -> tuple[Edition, ...]:
    """Every edition of the park whose moment is still ahead, the next one first. One query."""
    rows = PolicyEdition.objects.filter(park=park, effective_from__gt=at, withdrawn_at=None)
    return tuple(_edition(row) for row in rows.order_by("effective_from", "number"))


def replaced_by(park: str, service: str, at: datetime) -> Edition | None:
    """The next edition of the service's own that comes after that moment: it ends whatever begins then. One query."""
    later = PolicyEdition.objects.filter(
        park=park, service=service, effective_from__gt=at, withdrawn_at=None
    )
    row = later.order_by("effective_from", "-number").first()
    return _edition(row) if row else None


def edition_numbered(park: str, service: str, number: int) -> Edition:
    """One edition with its limits; NotThere when the service has none of that number. One query."""
    row = PolicyEdition.objects.filter(park=park, service=service, number=number).first()
    if row is None:
        raise NotThere(f"{service}/{number}")
    return _edition(row)


def last_number(park: str, service: str) -> int:
    """The highest number among the service's own editions, withdrawn ones included; 0 without any. One query."""
    found = PolicyEdition.objects.filter(park=park, service=service)
    return found.aggregate(last=Max("number"))["last"] or 0


def edition_codes(park: str, service: str) -> tuple[EditionRef, ...]:
    """The editions of the service and of the whole park that have rules, for a choice of two. One query."""
    both = {service, WHOLE_PARK}
    rows = PolicyEdition.objects.filter(park=park, service__in=both, follows_park=False)
    return tuple(ref_of(row) for row in rows.defer("limits").order_by("-service", "-number")[:200])


def services_with_own(park: str, at: datetime) -> frozenset[str]:
    """The services that have limits of their own in force at that moment. One query."""
    own = PolicyEdition.objects.filter(park=park).exclude(service=WHOLE_PARK)
    in_turn = in_force(own, at).reverse()
    follows = dict(in_turn.values_list("service", "follows_park"))  # the last one of each stays
    return frozenset(service for service, it in follows.items() if not it)


def has_own(park: str, service: str, at: datetime) -> bool:
    """Whether limits of its own decide about the service at that moment. One query."""
    row = _first_in_force(park, service, at)
    return row is not None and row.service == service and not row.follows_park


def in_force(rows: QuerySet[PolicyEdition], at: datetime | Expression) -> QuerySet[PolicyEdition]:
    """Those of one service's editions that are in force at that moment; the first of them decides.

    That is the one that came into force last, and of two at the same moment the higher number.
    """
    return rows.filter(effective_from__lte=at, withdrawn_at=None).order_by(*COUNTS_FIRST)


def _first_in_force(park: str, service: str, at: datetime) -> PolicyEdition | None:
    needed = ("pk", "service", "number", "effective_from", "digest", "follows_park")
    return _in_force(park, service, at).only(*needed).first()


def _in_force(park: str, service: str, at: datetime) -> QuerySet[PolicyEdition]:
    # Not ordered by the text of `service`: whether "*" sorts before letters depends on the collation.
    of_park = Case(When(service=WHOLE_PARK, then=Value(1)), default=Value(0))
    either = PolicyEdition.objects.filter(park=park, service__in={service, WHOLE_PARK})
    return in_force(either, at).order_by(of_park, *COUNTS_FIRST)


def limits_of(row: PolicyEdition) -> Limits:
    """The limits of an edition of which all else was read; no query for one that this process has seen."""
    return _limits(current_cell(), row.pk, row.digest)


@lru_cache(maxsize=1024)
def _limits(cell: str, pk: int, digest: str) -> Limits:  # noqa: ARG001 - part of the key
    # Editions never change. The digest is in the key for an edition that was seen inside a transaction
    # and then rolled back: its id may come again with other limits.
    return from_json(PolicyEdition.objects.values_list("limits", flat=True).get(pk=pk))


def _edition(row: PolicyEdition) -> Edition:
    return Edition(
        ref=ref_of(row),
        made_at=row.made_at,
        actor=row.actor,
        note=row.note,
        limits=from_json(row.limits),
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        follows_park=row.follows_park,
    )


def ref_of(row: PolicyEdition) -> EditionRef:
    """What names the edition."""
    return EditionRef(number=row.number, service=row.service, effective_from=row.effective_from)
