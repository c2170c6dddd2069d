"""The rule in force as sentences, and the catalogue of circumstances as choices."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.base import clock
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.coming import limits_from
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import limits_in_force
from gaiyue.policy.wording import describe_limits, say_edition
from gaiyue.web.shared.languages import in_language

SHORT = 4


@dataclass(frozen=True, slots=True)
class ShownRules:
    """The limits of a service with their sentences and reasons."""

    limits: Limits
    edition: str
    sentences: tuple[str, ...]

    @property
    def in_short(self) -> tuple[str, ...]:
        """The notice, its example, the statement and the number of moves; the guide has all of it."""
        return self.sentences[:SHORT]

    @property
    def reasons(self) -> dict[str, str]:
        """Code of a circumstance → its name for the reader."""
        return {one.code: in_language(one.zh, one.en) for one in self.limits.circumstances}

    @property
    def statement_choices(self) -> list[tuple[str, str]]:
        """What a move may state as its reason."""
        return [(code, self.reasons[code]) for code in self.limits.statement_reasons]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Rules that come: from when on, and what they say otherwise than those before."""

    at: datetime
    sentences: tuple[str, ...]


def show_changes(park: str, service: str) -> tuple[ShownChange, ...]:
    """What published rules change about a service ("*": for the whole park), the next change first. Two queries."""
    calendar = working_calendar(park)
    before, *coming = limits_from(park, {service}, clock.now())[service]
    said, shown = describe_limits(before.limits, calendar=calendar), []
    for change in coming:
        sentences = describe_limits(change.limits, calendar=calendar)
        if new := tuple(one for one in sentences if one not in said):
            shown.append(ShownChange(change.at, new))
        said = sentences
    return tuple(shown)


def show_rules(park: str, service: str, *, visit: datetime | None = None) -> ShownRules:
    """The rules in force now for a service ("*": for the whole park), with `visit` as their example."""
    limits, edition = limits_in_force(park, service, clock.now())
    sentences = describe_limits(limits, calendar=working_calendar(park), visit=visit)
    return ShownRules(limits, say_edition(edition), sentences)
