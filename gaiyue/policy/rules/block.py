"""What a block must be so that a visit can begin in it: offered, ahead, inside the horizon, with a free seat."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from gaiyue.base.clock import ZONE
from gaiyue.policy.decision import Reason
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, because


def block_objections(
    asked_at: datetime, starts_at: datetime, *, is_open: bool, seats_free: int, limits: Limits
) -> Iterator[Reason]:
    """All that speaks against taking a seat of this block at that moment."""
    if not is_open:
        yield because(ReasonCode.BLOCK_CLOSED)
    yield from _when(asked_at, starts_at, limits)
    if is_open and seats_free < 1:
        yield because(ReasonCode.BLOCK_FULL)


def _when(asked_at: datetime, starts_at: datetime, limits: Limits) -> Iterator[Reason]:
    latest = starts_at - timedelta(minutes=limits.lead_minutes)
    if asked_at > starts_at:
        yield because(ReasonCode.BLOCK_STARTED, started_at=starts_at)
    elif asked_at > latest:
        yield because(ReasonCode.BLOCK_TOO_SOON, latest=latest)
    horizon = timedelta(days=limits.horizon_days)
    asked_on, starts_on = asked_at.astimezone(ZONE).date(), starts_at.astimezone(ZONE).date()
    if starts_on > asked_on + horizon:
        yield because(
            ReasonCode.BLOCK_BEYOND_HORIZON,
            last_on=asked_on + horizon,
            opens_on=starts_on - horizon,
        )
