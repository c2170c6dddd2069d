"""The limits: every number and switch of the rules, as one value that can't be invalid. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from gaiyue.base.clock import ZONE
from gaiyue.base.errors import Refusal
from gaiyue.calendars.days import Convention, Unit
from gaiyue.policy.circumstances import DECIDERS, Circumstance, default_circumstances

RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "notice_days": (0, 30),
    "horizon_days": (1, 365),
    "lead_minutes": (0, 10_080),
    "moves_per_appointment": (0, 50),
    "live_per_service": (1, 20),
    "visits_per_period": (1, 1000),
    "unverified_visits_per_period": (1, 1000),
    "no_show_limit": (1, 50),
    "no_show_window_days": (1, 730),
    "no_show_pause_days": (0, 365),
    "cancel_lead_minutes": (0, 10_080),
}
"""Setting → the least and the most that makes sense."""

FOLLOWS_WITHIN: Final = (0, 30)
LONGEST_CODE, LONGEST_NAME = 32, 120
MINUTES_PER_DAY: Final = 24 * 60


class Period(StrEnum):
    """Over which time visits are counted."""

    MONTH = "month"
    """The calendar month of the visit, on the park's clock."""


class ProblemCode(StrEnum):
    """What can be wrong with a setting."""

    MISSING = "limits.missing"
    UNKNOWN = "limits.unknown"
    NOT_A_NUMBER = "limits.not_a_number"
    NOT_A_TEXT = "limits.not_a_text"
    NOT_A_SWITCH = "limits.not_a_switch"
    NOT_A_LIST = "limits.not_a_list"
    NOT_A_GROUP = "limits.not_a_group"
    NOT_AN_HOUR = "limits.not_an_hour"
    NOT_ONE_OF = "limits.not_one_of"
    OUT_OF_RANGE = "limits.out_of_range"
    TEXT_LENGTH = "limits.text_length"
    EMPTY = "limits.empty"
    TWICE = "limits.twice"
    ABOVE_VERIFIED = "limits.above_verified"
    LEAD_BEYOND_HORIZON = "limits.lead_beyond_horizon"
    EVIDENCE_IN_ONE_LANGUAGE = "limits.evidence_in_one_language"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which setting ("circumstances.2.zh"), what, and the facts for the sentence."""

    where: str
    code: ProblemCode
    facts: Mapping[str, str | int] = field(default_factory=dict)


class LimitsInvalid(Refusal):
    """These settings can't be a rule; `problems` lists all that is wrong, never just the first thing."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take every problem found."""
        settings = tuple(dict.fromkeys(problem.where for problem in problems))
        super().__init__("policy.limits_invalid", {"settings": settings})
        self.problems = problems

    def __str__(self) -> str:
        """Name settings and codes for a log; wording.py has the sentences."""
        return "; ".join(f"{problem.where}: {problem.code}" for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One edition's settings. The defaults are the park's own published rule.

    Notice is counted back from the day of the visit and ends at `notice_cutoff`, or at close of business when
    that is None. `statement_required`: a self-service move names one of `statement_reasons`, codes of the
    catalogue. Raises LimitsInvalid when made with settings that make no sense.
    """

    notice_days: int = 3
    notice_unit: Unit = Unit.WORKING
    notice_convention: Convention = Convention.BOTH_DAYS
    notice_cutoff: time | None = None
    statement_required: bool = True
    statement_reasons: tuple[str, ...] = tuple(one.code for one in default_circumstances())
    horizon_days: int = 30
    lead_minutes: int = 120
    moves_per_appointment: int = 3
    live_per_service: int = 1
    visits_per_period: int = 8
    unverified_visits_per_period: int = 2
    period: Period = Period.MONTH
    no_show_limit: int = 3
    no_show_window_days: int = 90
    no_show_pause_days: int = 30
    cancel_lead_minutes: int = 0
    circumstances: tuple[Circumstance, ...] = field(default_factory=default_circumstances)

    def __post_init__(self) -> None:
        if problems := tuple(_problems(self)):
            raise LimitsInvalid(problems)

    def circumstance(self, code: str) -> Circumstance | None:
        """The catalogue's entry of that code."""
        return next((one for one in self.circumstances if one.code == code), None)

    @property
    def deciders(self) -> tuple[str, ...]:
        """Role codes of those who decide special circumstances, from the desk upwards."""
        named = {one.decided_by for one in self.circumstances}
        return tuple(role for role in DECIDERS if role in named)

    def visits_allowed(self, *, is_verified: bool) -> int:
        """How many visits an enterprise may book in a period; fewer while it is not verified."""
        return self.visits_per_period if is_verified else self.unverified_visits_per_period

    def period_of(self, moment: datetime) -> str:
        """The period that a visit at `moment` counts in, e.g. "2026-11": part of a counter's key."""
        return f"{moment.astimezone(ZONE):%Y-%m}"

    def renews_on(self, moment: datetime) -> date:
        """The first day of the next period."""
        return (moment.astimezone(ZONE).date().replace(day=1) + timedelta(days=32)).replace(day=1)


def _problems(limits: Limits) -> Iterator[Problem]:
    wrong = set()
    for name, (least, most) in RANGES.items():
        for problem in out_of_range(name, getattr(limits, name), least, most):
            wrong.add(name)
            yield problem
    if (cutoff := limits.notice_cutoff) is not None and (cutoff.second or cutoff.microsecond):
        yield Problem("notice_cutoff", ProblemCode.NOT_AN_HOUR)
    # Against a value that has to change itself, nothing can be said.
    if (
        "visits_per_period" not in wrong
        and limits.unverified_visits_per_period > limits.visits_per_period
    ):
        yield Problem(
            "unverified_visits_per_period",
            ProblemCode.ABOVE_VERIFIED,
            {"most": limits.visits_per_period},
        )
    if "horizon_days" not in wrong and limits.lead_minutes >= limits.horizon_days * MINUTES_PER_DAY:
        yield Problem(
            "lead_minutes",
            ProblemCode.LEAD_BEYOND_HORIZON,
            {"most": limits.horizon_days * MINUTES_PER_DAY - 1},
        )
    yield from _catalogue_problems(limits)
    yield from _statement_problems(limits)


def _catalogue_problems(limits: Limits) -> Iterator[Problem]:
    if not limits.circumstances:
        yield Problem("circumstances", ProblemCode.EMPTY)
    seen = set()
    for place, one in enumerate(limits.circumstances):
        where = f"circumstances.{place}"
        if one.code in seen:
            yield Problem(f"{where}.code", ProblemCode.TWICE, {"value": one.code})
        seen.add(one.code)
        yield from _text_length(f"{where}.code", one.code, LONGEST_CODE)
        yield from _text_length(f"{where}.zh", one.zh, LONGEST_NAME)
        yield from _text_length(f"{where}.en", one.en, LONGEST_NAME)
        if one.decided_by not in DECIDERS:
            yield not_one_of(f"{where}.decided_by", one.decided_by, DECIDERS)
        if bool(one.evidence_zh) != bool(one.evidence_en):
            yield Problem(f"{where}.evidence_en", ProblemCode.EVIDENCE_IN_ONE_LANGUAGE)
        yield from out_of_range(
            f"{where}.follows_within_days", one.follows_within_days, *FOLLOWS_WITHIN
        )


def _statement_problems(limits: Limits) -> Iterator[Problem]:
    codes = tuple(one.code for one in limits.circumstances)
    if limits.statement_required and not limits.statement_reasons:
        yield Problem("statement_reasons", ProblemCode.EMPTY)
    for place, code in enumerate(limits.statement_reasons):
        if code not in codes:
            yield not_one_of(f"statement_reasons.{place}", code, codes)
        if code in limits.statement_reasons[:place]:
            yield Problem(f"statement_reasons.{place}", ProblemCode.TWICE, {"value": code})


def out_of_range(name: str, value: int, least: int, most: int) -> Iterator[Problem]:
    """The problem of a number below `least` or above `most`, if it is one."""
    if not least <= value <= most:
        yield Problem(
            name, ProblemCode.OUT_OF_RANGE, {"value": value, "least": least, "most": most}
        )


def not_one_of(name: str, value: str, choices: tuple[str, ...]) -> Problem:
    """The problem of a word that is not among the choices."""
    return Problem(name, ProblemCode.NOT_ONE_OF, {"value": value, "choices": ", ".join(choices)})


def _text_length(name: str, text: str, most: int) -> Iterator[Problem]:
    if not 1 <= len(text.strip()) <= most:
        yield Problem(name, ProblemCode.TEXT_LENGTH, {"most": most})
