"""What the teller of the demo's history knows on a morning: the seats ahead and the visits that are live."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from gaiyue.base import clock
from gaiyue.booking.queries.planning import LiveRow, SeatsRow, live_visits, seats_between


@dataclass(slots=True)
class Ledger:
    """Seats by block id in the order of time, live visits, and who has one (enterprise, service).

    Planning marks in it what it plans. A deed that then says no anyway costs nothing but the plan.
    """

    seats: dict[int, SeatsRow]
    visits: list[LiveRow]
    held: set[tuple[str, str]]

    def take(self, block: int) -> None:
        """Count one seat more as taken."""
        row = self.seats[block]
        self.seats[block] = replace(row, taken=row.taken + 1, free=row.free - 1)

    def nearest(self, service: str, wanted: datetime, *, but: int = 0) -> SeatsRow | None:
        """The block of the service with a free seat that is nearest to a moment; None when all is full."""
        free = (
            row
            for row in self.seats.values()
            if row.service == service and row.free > 0 and row.block != but
        )
        return min(free, key=lambda row: abs(row.starts_at - wanted), default=None)


def open_ledger(park: str, day: date, *, horizon_days: int) -> Ledger:
    """The seats from the day after `day` to the horizon, and all live visits; two queries."""
    rows = seats_between(park, day + timedelta(days=1), day + timedelta(days=horizon_days))
    visits = live_visits(park)
    held = {(visit.enterprise, visit.service) for visit in visits}
    return Ledger({row.block: row for row in rows}, visits, held)


def on(row: SeatsRow) -> date:
    """The park's day of a block."""
    return clock.local(row.starts_at).date()
