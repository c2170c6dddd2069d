"""What the tests of booking share: how a refusal is read, and all rows of the room as one value."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model

from gaiyue.booking.models import Appointment, Block, Template
from gaiyue.booking.move import Statement
from gaiyue.eventlog.models import Detail, Event, Unlinked
from gaiyue.jobs.models import Answer
from gaiyue.policy.decision import Decision, Refused
from gaiyue.policy.models import Tally
from tests import make

BECAUSE = Statement("key_client_visit", "客户改到周三来")
TABLES: tuple[type[Model], ...] = (
    Appointment,
    Block,
    Template,
    Tally,
    Event,
    Detail,
    Unlinked,
    Answer,
)


def no(deed: Callable[..., object], *args: Any, **kwargs: Any) -> Decision:
    """Do it, be refused, and return the decision. What B5 promises of every refusal is asserted on the way.

    Nothing has changed, there is a reason, a rule that decided, and a next step.
    """
    before = everything()
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    decision = refused.value.decision
    assert everything() == before
    assert decision.reasons
    assert decision.next_steps
    assert decision.edition.code
    return decision


def codes(decision: Decision) -> list[str]:
    """The codes of all objections."""
    return [str(reason.code) for reason in decision.reasons]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that a deed of booking may write, by table: two equal values mean that nothing has changed."""
    return {
        table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES
    }


def kinds(subject: str) -> list[str]:
    """The kinds of events about a subject, oldest first."""
    rows = Event.objects.filter(park=make.PARK, subject=subject).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def tally(company: make.Company, month: str = "2026-11", service: str = "tax-registration") -> int:
    """How many visits of the month are counted for the company."""
    key = f"visits:{company.code}:{service}:{month}"
    return Tally.objects.filter(park=make.PARK, key=key).values_list("used", flat=True).first() or 0
