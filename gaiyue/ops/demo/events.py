"""What the demo records: how far its made-up history has come."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.eventlog.kinds import kind


@kind("demo.advanced")
@dataclass(frozen=True, slots=True)
class DemoAdvanced:
    """The demo's history is told up to this moment; telling it goes on from here.

    `began_on` is its first day, `opened_on` the real day on which the demo was set up.
    """

    until: datetime
    began_on: date
    opened_on: date
