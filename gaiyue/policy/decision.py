"""What a rule answers: allowed or not, why, by which edition, until when, and what to do next. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gaiyue.base.errors import Refusal
from gaiyue.calendars.days import Deadline

Fact = str | int | bool | datetime | date | tuple[str, ...]
"""What may fill a sentence: a code, a number, a day, a moment, or several codes."""

Json = str | int | bool | None | Mapping[str, "Json"] | list["Json"]
"""What is kept of the facts that were judged."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One objection or one remark; `code` has a sentence, `facts` fill it (see reasons.py)."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One way on that is open to this person; `code` has a label, `facts` fill it."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditionRef:
    """Which edition of the limits decided; `service` is "*" for the rules of the whole park."""

    number: int
    service: str
    effective_from: datetime

    @property
    def code(self) -> str:
        """How the record names it, e.g. "registration/3"."""
        return f"{self.service}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of a rule. It allows exactly when nothing speaks against it.

    `reasons` are all objections at once, so that nobody clears one only to meet the next. `deadline` is the last
    moment for the deed by the clock of this decision. `facts` are what was judged, kept for a later replay
    (facts.py reads them back).
    """

    deed: str
    asked_at: datetime
    reasons: tuple[Reason, ...]
    edition: EditionRef
    deadline: Deadline | None
    next_steps: tuple[NextStep, ...]
    notes: tuple[Reason, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.reasons and not self.next_steps:
            raise ValueError(
                f"{self.deed} was refused without a next step: a bare no is not an answer"
            )

    @property
    def allowed(self) -> bool:
        """Whether the deed may be done."""
        return not self.reasons

    def has(self, code: str) -> bool:
        """Whether the objection `code` is among the reasons."""
        return any(reason.code == code for reason in self.reasons)


class Refused(Refusal):
    """The "no" of a rule: `decision` says all of it; `subject` is the code of what it was about."""

    def __init__(self, decision: Decision, *, subject: str = "") -> None:
        """Take the refusing decision; its first reason names the refusal."""
        first = decision.reasons[0]
        super().__init__(first.code, first.facts)
        self.decision = decision
        self.subject = subject


def refuse_unless_allowed(decision: Decision, *, subject: str = "") -> None:
    """Go on only when the decision allows it. Raises Refused otherwise."""
    if not decision.allowed:
        raise Refused(decision, subject=subject)
