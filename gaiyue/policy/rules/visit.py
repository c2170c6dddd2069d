"""Whether a visit can still be changed at all, by its state and its beginning."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from gaiyue.policy.decision import Reason
from gaiyue.policy.reasons import ReasonCode, because

BOOKED: Final = "booked"
"""The one state in which a visit still lies ahead."""

_OVER: Final[Mapping[str, ReasonCode]] = {
    "checked_in": ReasonCode.VISIT_CHECKED_IN,
    "completed": ReasonCode.VISIT_COMPLETED,
    "no_show": ReasonCode.VISIT_MISSED,
    "cancelled": ReasonCode.VISIT_CANCELLED,
}

ENDED: Final = frozenset(
    {ReasonCode.VISIT_COMPLETED, ReasonCode.VISIT_MISSED, ReasonCode.VISIT_CANCELLED}
)
"""After these, the way on is a new visit."""


def state_objections(state: str) -> Iterator[Reason]:
    """What the visit's state says against changing it; a state that is not known here refuses too."""
    if state in _OVER:
        yield because(_OVER[state])
    elif state != BOOKED:
        yield because(ReasonCode.VISIT_NOT_LIVE, state=str(state))


def changed_objections(is_changed_since: bool) -> Iterator[Reason]:  # noqa: FBT001 - a fact, as it is known
    """That somebody did something with the visit since the person who asks looked at it."""
    if is_changed_since:
        yield because(ReasonCode.VISIT_CHANGED)


def started_objections(asked_at: datetime, starts_at: datetime) -> Iterator[Reason]:
    """That the visit's time has come."""
    if asked_at > starts_at:
        yield because(ReasonCode.VISIT_STARTED, started_at=starts_at)
