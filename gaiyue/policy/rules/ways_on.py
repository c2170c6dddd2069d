"""The ways on that do not depend on the deed: the people at the desk and the hotline."""

from collections.abc import Iterator
from typing import Final

from gaiyue.policy.decision import NextStep
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import ReasonCode, StepCode, step

BLOCK_TROUBLE: Final = frozenset(
    {
        ReasonCode.BLOCK_CLOSED,
        ReasonCode.BLOCK_FULL,
        ReasonCode.BLOCK_STARTED,
        ReasonCode.BLOCK_TOO_SOON,
        ReasonCode.BLOCK_BEYOND_HORIZON,
    }
)
"""Objections that another block may not meet."""


def people_steps(limits: Limits) -> Iterator[NextStep]:
    """Whom everybody can turn to: those who may decide in special circumstances, and the hotline."""
    yield step(StepCode.ASK_STAFF, deciders=limits.deciders)
    yield step(StepCode.CALL_HOTLINE)
