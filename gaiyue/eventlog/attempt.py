"""Keep a refused request: it feeds the what-if replay and the figure of changes wanted but not made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.cells import current_cell
from gaiyue.base.transaction import deed as one_transaction
from gaiyue.eventlog.models import Attempt

SAME = timedelta(minutes=15)
"""The same refusal, shown again to the same person about the same thing within this time, is one attempt."""

KEPT = timedelta(days=396)
"""Thirteen months: long enough to compare a month with the same month of the year before."""

TOGETHER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asked for and did not get."""

    deed: str
    subject: str
    facts: Mapping[str, object]
    reasons: tuple[str, ...]
    edition: str


@one_transaction
def record_attempt(wanted: Wanted, *, actor: Actor) -> None:
    """Write one attempt, in a transaction of its own: the refused deed has been rolled back already."""
    _write(wanted, actor)


def record_wanted(wanted: Wanted, *, actor: Actor) -> bool:
    """Write the attempt behind a refusal that a page shows, unless it was written minutes ago; whether it was.

    One short transaction and no second try: a page must not wait for a line of a log. Raises DatabaseError.
    """
    if _is_known(wanted, actor):
        return False
    with transaction.atomic(using=current_cell()):
        _write(wanted, actor)
    return True


def forget_attempts(park: str) -> int:
    """Delete the attempts older than thirteen months, in short transactions; how many went."""
    gone = 0
    while forgotten := _forget_some(park):
        gone += forgotten
    return gone


@one_transaction
def _forget_some(park: str) -> int:
    old = Attempt.objects.filter(park=park, at__lt=clock.now() - KEPT)
    some = list(old.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
    return Attempt.objects.filter(park=park, pk__in=some).delete()[0] if some else 0


def _is_known(wanted: Wanted, actor: Actor) -> bool:
    lately = Attempt.objects.filter(
        park=actor.park,
        deed=wanted.deed,
        at__gte=clock.now() - SAME,
        subject=wanted.subject,
        actor=actor.code,
    )
    return list(wanted.reasons) in lately.values_list("reasons", flat=True)


def _write(wanted: Wanted, actor: Actor) -> None:
    Attempt.objects.create(
        park=actor.park,
        deed=wanted.deed,
        subject=wanted.subject,
        actor=actor.code,
        edition=wanted.edition,
        at=clock.now(),
        facts=dict(wanted.facts),
        reasons=list(wanted.reasons),
    )
