"""Limits as JSON and back. Strict: what is missing, unknown or of a wrong type is listed, all of it. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import time
from enum import StrEnum
from typing import Final, TypeVar

from gaiyue.calendars.days import Convention, Unit
from gaiyue.policy.circumstances import Circumstance
from gaiyue.policy.limits import (
    RANGES,
    Limits,
    LimitsInvalid,
    Period,
    Problem,
    ProblemCode,
    not_one_of,
)

E = TypeVar("E", bound=StrEnum)

_HOUR: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_STAND_IN: Final = Limits()
"""Takes the place of what could not be read, so that the rest can still be judged."""


def to_json(limits: Limits) -> dict[str, object]:
    """Plain JSON values, every setting named; `from_json` gives the same limits back."""
    cutoff = limits.notice_cutoff
    return asdict(limits) | {
        "notice_unit": limits.notice_unit.value,
        "notice_convention": limits.notice_convention.value,
        "notice_cutoff": None if cutoff is None else f"{cutoff:%H:%M}",
        "period": limits.period.value,
        "statement_reasons": list(limits.statement_reasons),
        "circumstances": [asdict(one) for one in limits.circumstances],
    }


def from_json(value: object) -> Limits:
    """The limits in `value`. Raises LimitsInvalid with every problem, setting by setting."""
    reading = _Reading()
    given = reading.group("", value, tuple(one.name for one in fields(Limits)))
    limits = reading.limits(given)
    if limits is None or reading.problems:
        raise LimitsInvalid(tuple(reading.problems))
    return limits


@dataclass(slots=True)
class _Reading:
    problems: list[Problem] = field(default_factory=list)

    def limits(self, given: Mapping[str, object]) -> Limits | None:
        read: dict[str, Callable[[str, object], object]] = {
            **dict.fromkeys(RANGES, self.number),
            "notice_unit": lambda name, value: self.choice(name, value, Unit),
            "notice_convention": lambda name, value: self.choice(name, value, Convention),
            "notice_cutoff": self.hour_or_none,
            "statement_required": self.switch,
            "statement_reasons": self.texts,
            "period": lambda name, value: self.choice(name, value, Period),
            "circumstances": self.circumstances,
        }
        values = {name: read[name](name, value) for name, value in given.items()}
        unread = {one.where for one in self.problems if one.code is not ProblemCode.UNKNOWN}
        try:
            return Limits(**values)  # type: ignore[arg-type]  # each reader yields what its field takes
        except LimitsInvalid as invalid:
            self.problems += [problem for problem in invalid.problems if _stands(problem, unread)]
            return None

    def group(self, where: str, value: object, names: tuple[str, ...]) -> dict[str, object]:
        """The known entries of a JSON object; what is missing or unknown becomes a problem."""
        if not isinstance(value, Mapping):
            self.wrong(where or "limits", ProblemCode.NOT_A_GROUP)
            return {}
        prefix = f"{where}." if where else ""
        for name in names:
            if name not in value:
                self.wrong(prefix + name, ProblemCode.MISSING)
        for name in value:
            if name not in names:
                self.wrong(f"{prefix}{name}", ProblemCode.UNKNOWN)
        return {name: value[name] for name in names if name in value}

    def number(self, name: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(name, ProblemCode.NOT_A_NUMBER)
        stand_in = getattr(_STAND_IN, name, 0)
        return int(stand_in)

    def text(self, name: str, value: object) -> str:
        if isinstance(value, str):
            return value
        self.wrong(name, ProblemCode.NOT_A_TEXT)
        return name

    def switch(self, name: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        self.wrong(name, ProblemCode.NOT_A_SWITCH)
        return True

    def hour_or_none(self, name: str, value: object) -> time | None:
        if value is None:
            return None
        if isinstance(value, str) and (found := _HOUR.fullmatch(value)):
            return time(int(found[1]), int(found[2]))
        self.wrong(name, ProblemCode.NOT_AN_HOUR)
        return None

    def choice(self, name: str, value: object, kind: type[E]) -> E:
        choices = tuple(one.value for one in kind)
        if isinstance(value, str) and value in choices:
            return kind(value)
        self.problems.append(not_one_of(name, str(value), choices))
        return next(iter(kind))

    def texts(self, name: str, value: object) -> tuple[str, ...]:
        return tuple(
            self.text(f"{name}.{n}", one) for n, one in enumerate(self.listed(name, value))
        )

    def circumstances(self, name: str, value: object) -> tuple[Circumstance, ...]:
        return tuple(
            self.circumstance(f"{name}.{n}", one) for n, one in enumerate(self.listed(name, value))
        )

    def circumstance(self, where: str, value: object) -> Circumstance:
        names = tuple(one.name for one in fields(Circumstance))
        given = self.group(where, value, names)
        texts = {
            name: self.text(f"{where}.{name}", given[name]) if name in given else where
            for name in names
            if name != "follows_within_days"
        }
        days = given.get("follows_within_days", 0)
        return Circumstance(
            **texts, follows_within_days=self.number(f"{where}.follows_within_days", days)
        )

    def listed(self, name: str, value: object) -> list[object]:
        if isinstance(value, list):
            return value
        self.wrong(name, ProblemCode.NOT_A_LIST)
        return []

    def wrong(self, name: str, code: ProblemCode) -> None:
        self.problems.append(Problem(name, code))


_COMPARED: Final[Mapping[str, tuple[str, ...]]] = {
    "unverified_visits_per_period": ("visits_per_period",),
    "lead_minutes": ("horizon_days",),
    "statement_reasons": ("circumstances",),
}
"""Settings that are judged against another one → that one."""


def _stands(problem: Problem, unread: set[str]) -> bool:
    """Whether a problem found with stand-ins in place is one of what was really written."""
    touched = [problem.where]
    if problem.code is not ProblemCode.OUT_OF_RANGE:
        touched += _COMPARED.get(problem.where.partition(".")[0], ())
    if problem.code is ProblemCode.EVIDENCE_IN_ONE_LANGUAGE:
        touched.append(problem.where.replace("evidence_en", "evidence_zh"))
    return not any(_touches(one, other) for one in unread for other in touched)


def _touches(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
