"""Open a real park: its row, its calendar, the default rules and its first administrator, in one deed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.start import start_calendar
from gaiyue.people.accounts import NewPerson
from gaiyue.people.codes import read_code
from gaiyue.people.employ import employ
from gaiyue.people.open_park import NewPark, open_park
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.queries import WHOLE_PARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Everything that a park has on its first day; services and staff are added by its administrator."""

    park: NewPark
    years: Iterable[int]
    hours: Mapping[int, OpeningHours]
    administrator: NewPerson
    limits: Limits = field(default_factory=Limits)
    """The rules of the whole park; the published ones of the house where nothing else is said."""


@deed
def open_whole_park(opening: Opening, *, actor: Actor) -> None:
    """Do it, all or nothing; the administrator belongs to the first department.

    Refusals: those of `open_park`, `start_calendar`, `publish_edition` and `employ`.
    """
    read_code(actor.park)
    open_park(opening.park, actor=actor)
    start_calendar(actor.park, years=opening.years, hours=opening.hours, actor=actor)
    publish_edition(actor.park, WHOLE_PARK, limits=opening.limits, actor=actor)
    first = opening.park.departments[0].code
    employ(opening.administrator, department=first, role="administrator", actor=actor)
