"""One whole "no" of the rules as a program gets it, made by what makes the real ones."""

import json
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import override

from gaiyue.api.problems import answer
from gaiyue.api.refusing import as_problem
from gaiyue.base import clock
from gaiyue.calendars.days import Deadline
from gaiyue.policy.decision import Decision, EditionRef, Refused
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step

LANGUAGES: Final = {"zh-CN": "zh-hans", "en": "en"}


def refused_examples() -> dict[str, Any]:
    """A move that comes too late, by the tag of each language."""
    return {tag: {"value": _said(code)} for tag, code in LANGUAGES.items()}


def _said(language: str) -> Any:
    with override(language):
        return json.loads(answer(as_problem(Refused(_too_late()))).content)


def _too_late() -> Decision:
    starts_at = datetime(2026, 11, 25, 9, tzinfo=clock.ZONE)
    until = datetime(2026, 11, 23, 17, tzinfo=clock.ZONE)
    return Decision(
        deed="move",
        asked_at=until + timedelta(hours=17),
        reasons=(because(ReasonCode.MOVE_TOO_LATE, deadline=until),),
        edition=EditionRef(1, "*", datetime(2026, 1, 1, tzinfo=clock.ZONE)),
        deadline=Deadline(until, until.date(), is_provisional=False, calendar_edition=1),
        next_steps=(
            step(StepCode.CANCEL_VISIT, until=starts_at),
            step(StepCode.KEEP_VISIT, starts_at=starts_at),
        ),
    )
