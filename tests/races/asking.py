"""What the racers ask for: to book, to move; and the limits that they meet."""

from collections.abc import Callable
from functools import partial

from gaiyue.base.actor import Actor
from gaiyue.booking.book import book_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make
from tests.make import Company

BECAUSE = Statement("key_client_visit")


def allow(**limits: int) -> None:
    """Put other limits in force for the whole park."""
    publish_edition(make.PARK, "*", limits=Limits(**limits), actor=make.HOUSE)  # type: ignore[arg-type]


def booking(
    company: Company,
    block: int,
    *,
    key: str | None = None,
    actor: Actor | None = None,
    deed: Callable[..., str] = book_appointment,
) -> Callable[[], str]:
    """A request to book, still to be made."""
    return partial(deed, block, enterprise=company.code, actor=actor or company.actor, key=key)


def moving(
    company: Company,
    reference: str,
    block: int,
    *,
    key: str | None = None,
    deed: Callable[..., str] = move_appointment,
) -> Callable[[], str]:
    """A request to move a visit, still to be made."""
    return partial(deed, reference, to_block=block, actor=company.actor, statement=BECAUSE, key=key)
