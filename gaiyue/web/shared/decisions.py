"""A Decision as its box on the page: the sentences are policy's, the links are ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from gaiyue.policy.decision import Decision
from gaiyue.policy.reasons import ReasonCode, StepCode
from gaiyue.policy.wording import explain

HOTLINE = "tel:12345"
SAYS_THE_DEADLINE = (ReasonCode.MOVE_TOO_LATE, ReasonCode.CANCEL_TOO_LATE)
"""Reasons whose sentence has the deadline in it already."""
PEOPLE = (StepCode.ASK_STAFF, StepCode.CALL_HOTLINE)
"""Ways on that need somebody else."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One way on; without an address it is something to do away from the page."""

    code: str
    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """The box: verdict, reasons, deadline, ways on, remarks, and the edition behind it.

    A single reason is the verdict; `people_steps` (the desk, the hotline) stand apart where the person can go on alone.
    """

    verdict: str
    reasons: tuple[str, ...]
    deadline: str | None
    next_steps: tuple[ShownStep, ...]
    notes: tuple[str, ...]
    rule: str
    people_steps: tuple[ShownStep, ...] = ()


def show_decision(
    decision: Decision, *, links: Mapping[StepCode, str], phone: str = ""
) -> ShownDecision:
    """The decision in the reader's language.

    `links` says where a way on leads, where it leads to a page; `phone` is the number of who decides what the rules
    don't.
    """
    said = explain(decision)
    calls = {StepCode.CALL_HOTLINE: HOTLINE}
    if phone:
        calls[StepCode.ASK_STAFF] = f"tel:{phone.replace(' ', '')}"
    links = {**calls, **links}
    steps = [ShownStep(code, label, links.get(StepCode(code))) for code, label in said.next_steps]
    alone = tuple(one for one in steps if one.code not in PEOPLE)
    people = tuple(one for one in steps if one.code in PEOPLE)
    is_single = len(said.reasons) == 1
    return ShownDecision(
        verdict=said.reasons[0].rstrip("。.") if is_single else said.verdict,
        reasons=() if is_single else said.reasons,
        deadline=None if any(decision.has(code) for code in SAYS_THE_DEADLINE) else said.deadline,
        next_steps=alone or people,
        notes=said.notes,
        rule=said.rule,
        people_steps=people if alone else (),
    )
