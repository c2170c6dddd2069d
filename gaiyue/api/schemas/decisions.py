"""A decision of the rules: allowed or not, by which edition, every reason, until when, and what to do next."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _
from pydantic import Field

from gaiyue.api.schemas.words import Fact, Moment, Outgoing
from gaiyue.calendars import days
from gaiyue.policy import decision as rules
from gaiyue.policy.wording import explain, say_edition


class Reason(Outgoing):
    """An objection or a remark: a code for programs, a sentence for people."""

    code: str = Field(examples=["block.full"])
    sentence: str
    facts: dict[str, Fact]


class NextStep(Outgoing):
    """A way on that is open to this company."""

    code: str = Field(examples=["choose_block"])
    label: str
    facts: dict[str, Fact]


class Edition(Outgoing):
    """Which edition of the rules decided."""

    code: str = Field(examples=["*/3"])
    number: int
    service: str = Field(description=_("“*” 表示全园区的规则。"))
    effective_from: Moment
    sentence: str


class Deadline(Outgoing):
    """The last moment; what was said to a company once never moves earlier."""

    at: Moment
    on: date
    is_provisional: bool = Field(description=_("途中有一年的放假安排尚未公布，截止时间可能推后。"))
    sentence: str


class Decision(Outgoing):
    """What would be answered. Nothing was changed."""

    deed: str = Field(examples=["move"])
    allowed: bool
    verdict: str
    asked_at: Moment
    reasons: list[Reason]
    notes: list[Reason]
    deadline: Deadline | None
    next_steps: list[NextStep]
    edition: Edition

    @classmethod
    def of(cls, decision: rules.Decision) -> "Decision":
        """In the reader's language, by the sentences of policy."""
        said = explain(decision)
        return cls(
            deed=decision.deed,
            allowed=decision.allowed,
            verdict=said.verdict,
            asked_at=decision.asked_at,
            reasons=_reasons(decision.reasons, said.reasons),
            notes=_reasons(decision.notes, said.notes),
            deadline=_deadline(decision.deadline, said.deadline),
            next_steps=[
                NextStep(code=code, label=label, facts=_facts(step.facts))
                for step, (code, label) in zip(decision.next_steps, said.next_steps, strict=True)
            ],
            edition=Edition(
                code=decision.edition.code,
                number=decision.edition.number,
                service=decision.edition.service,
                effective_from=decision.edition.effective_from,
                sentence=say_edition(decision.edition),
            ),
        )


def _deadline(until: days.Deadline | None, said: str | None) -> Deadline | None:
    if until is None:
        return None
    return Deadline(
        at=until.at, on=until.on, is_provisional=until.is_provisional, sentence=said or ""
    )


def _reasons(found: tuple[rules.Reason, ...], said: tuple[str, ...]) -> list[Reason]:
    return [
        Reason(code=str(one.code), sentence=sentence, facts=_facts(one.facts))
        for one, sentence in zip(found, said, strict=True)
    ]


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [*value] if isinstance(value, tuple) else value for name, value in facts.items()}
