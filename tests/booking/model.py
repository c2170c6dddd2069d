"""A plain model of the room, written from the regulation and not from the code: lists, sums and dates.

It knows weekends but no holidays: the machine stays in November and December 2026, when there are none.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gaiyue.base.clock import ZONE
from gaiyue.policy.limits import Limits

ENDED = {"completed": "visit.completed", "no_show": "visit.missed", "cancelled": "visit.cancelled"}
HERE = {"checked_in": "visit.checked_in"}


@dataclass
class ModelBlock:
    """A block and the seats that are taken of it."""

    service: str
    location: str
    starts_at: datetime
    capacity: int
    reserve: int = 0
    reserve_until: datetime | None = None
    taken: int = 0
    is_open: bool = True

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=2)

    @property
    def on(self) -> date:
        return self.starts_at.astimezone(ZONE).date()

    @property
    def free(self) -> int:
        return self.capacity - self.reserve - self.taken


@dataclass
class ModelVisit:
    """A visit; `month` is the one that its booking counted in."""

    company: str
    service: str
    block: int
    month: str
    change_until: datetime
    state: str = "booked"
    moves: int = 0
    acts: list[tuple[str, datetime]] = field(default_factory=list)
    """What the counter did, latest last, and not taken back; calls after the first replace it."""

    @property
    def is_live(self) -> bool:
        return self.state in {"booked", "checked_in"}


@dataclass
class Model:
    """All blocks and visits, by id and by reference, and when each company missed a visit."""

    limits: Limits
    verified: dict[str, bool]
    blocks: dict[int, ModelBlock] = field(default_factory=dict)
    visits: dict[str, ModelVisit] = field(default_factory=dict)
    missed: list[tuple[str, datetime]] = field(default_factory=list)

    # --- what speaks against it -------------------------------------------------------------

    def against_booking(self, company: str, block: int, now: datetime) -> set[str]:
        wanted = self.blocks[block]
        against = self._against_block(wanted, now)
        live = [v for v in self.visits.values() if v.is_live and v.company == company]
        if sum(v.service == wanted.service for v in live) >= self.limits.live_per_service:
            against.add("book.visit_live")
        if self.counted(company, wanted.service, month_of(wanted)) >= self._allowed(company):
            verified = self.verified[company]
            against.add("book.visits_used_up" if verified else "book.unverified_used_up")
        if self._is_paused(company, now):
            against.add("book.paused")
        return against

    def against_moving(
        self, reference: str, block: int, statement: str | None, now: datetime
    ) -> set[str]:
        visit, wanted = self.visits[reference], self.blocks[block]
        is_free = not self.blocks[visit.block].is_open
        against = self._against_state(visit)
        if visit.state == "booked" and not is_free:
            against |= self._against_leaving(visit, now)
        if statement is None and not is_free:
            against.add("move.statement_missing")
        if statement is not None and statement not in self.limits.statement_reasons:
            against.add("move.statement_unknown")
        if wanted.service != visit.service:
            against.add("move.other_service")
        if block == visit.block:
            return against | {"move.same_block"}
        return against | self._against_block(wanted, now)

    def against_cancelling(self, reference: str, now: datetime) -> set[str]:
        visit = self.visits[reference]
        if visit.state == "booked" and now > self.blocks[visit.block].starts_at:
            return {"cancel.too_late"}
        return self._against_state(visit)

    def against_receiving(self, reference: str, wanted: str, now: datetime) -> set[str]:
        visit = self.visits[reference]
        block = self.blocks[visit.block]
        if visit.state == wanted:
            return set()
        if wanted == "completed" and visit.state in {"booked", "checked_in"}:
            is_over = now.astimezone(ZONE).date() > block.on
            return set() if visit.state == "checked_in" or is_over else {"receive.not_checked_in"}
        if wanted == "no_show" and visit.state == "checked_in":
            return {"receive.not_begun"} if now < block.starts_at else set()
        against = self._against_state(visit)
        if visit.state == "booked":
            if wanted == "checked_in" and now.astimezone(ZONE).date() != block.on:
                against.add("receive.not_its_day")
            if wanted == "no_show" and now < block.starts_at:
                against.add("receive.not_begun")
            if wanted == "no_show" and not block.is_open:
                against.add("receive.closed_by_park")
        return against

    def against_calling(self, reference: str, location: str, now: datetime) -> set[str]:
        visit = self.visits[reference]
        block = self.blocks[visit.block]
        against = set() if block.location == location else {"call.other_location"}
        if visit.state == "booked":
            against.add("receive.not_checked_in")
        elif visit.state != "checked_in":
            against |= self._against_state(visit)
        elif now.astimezone(ZONE).date() != block.on:
            against.add("receive.not_its_day")
        return against

    def against_undoing(
        self, reference: str, what: str, now: datetime, *, reason: str = ""
    ) -> set[str]:
        visit = self.visits[reference]
        if self.is_undone(reference, what):
            return set()
        if not visit.acts or visit.state == "cancelled" or visit.acts[-1][0] != what:
            return {"undo.not_last"}
        against = set()
        done_at = visit.acts[-1][1]
        if now.astimezone(ZONE).date() != done_at.astimezone(ZONE).date():
            against.add("undo.too_late")
        elif now > done_at + timedelta(minutes=1) and not reason:
            against.add("undo.reason_missing")
        if visit.is_live:
            return against
        same = (visit.company, visit.service)
        live = [v for v in self.visits.values() if v.is_live and (v.company, v.service) == same]
        if len(live) >= self.limits.live_per_service:
            against.add("undo.visit_live")
        return against

    def is_undone(self, reference: str, what: str) -> bool:
        """Whether the visit stands where taking that back would lead."""
        visit = self.visits[reference]
        done = [act for act, _ in visit.acts]
        if what == "call":
            return visit.state == "checked_in" and "call" not in done
        if what in {"complete", "no_show"} and "check_in" in done:
            return visit.state == "checked_in"
        return visit.state == "booked"

    def against_session(self, wanted: ModelBlock, now: datetime) -> set[str]:
        if wanted.starts_at <= now:
            return {"session.past"}
        there = (wanted.service, wanted.location)
        overlapping = [
            b
            for b in self.blocks.values()
            if (b.service, b.location) == there
            and b.starts_at < wanted.ends_at
            and b.ends_at > wanted.starts_at
        ]
        if any(b.is_open for b in overlapping):
            return {"session.overlaps"}
        return {"session.overlaps_closed"} if overlapping else set()

    # --- what it does -----------------------------------------------------------------------

    def book(self, reference: str, company: str, block: int) -> None:
        wanted = self.blocks[block]
        wanted.taken += 1
        self.visits[reference] = ModelVisit(
            company, wanted.service, block, month_of(wanted), self.deadline(wanted)
        )

    def move(self, reference: str, block: int) -> None:
        visit = self.visits[reference]
        visit.moves += 1 if self.blocks[visit.block].is_open else 0
        self.blocks[visit.block].taken -= 1
        self.blocks[block].taken += 1
        visit.block = block
        visit.change_until = self.deadline(self.blocks[block])

    def cancel(self, reference: str) -> None:
        self.visits[reference].state = "cancelled"
        self.blocks[self.visits[reference].block].taken -= 1

    def receive(self, reference: str, wanted: str, now: datetime) -> None:
        visit = self.visits[reference]
        if wanted == "no_show" and visit.state == "booked":
            self.missed.append((visit.company, now))
        if visit.state != wanted:
            act = {"checked_in": "check_in", "completed": "complete"}.get(wanted, wanted)
            visit.acts.append((act, now))
        visit.state = wanted

    def call(self, reference: str, now: datetime) -> None:
        visit = self.visits[reference]
        visit.acts = [one for one in visit.acts if one[0] != "call"] + [("call", now)]

    def undo(self, reference: str, what: str) -> None:
        if self.is_undone(reference, what):
            return
        visit = self.visits[reference]
        act, at = visit.acts.pop()
        if act == "no_show" and (visit.company, at) in self.missed:
            self.missed.remove((visit.company, at))
        if act != "call":
            came = any(before == "check_in" for before, _ in visit.acts)
            visit.state = "checked_in" if came else "booked"

    # --- sums -------------------------------------------------------------------------------

    def counted(self, company: str, service: str, month: str) -> int:
        """Bookings of the month that were not cancelled."""
        return sum(
            (v.company, v.service, v.month) == (company, service, month) and v.state != "cancelled"
            for v in self.visits.values()
        )

    def held(self, block: int) -> list[str]:
        """References of the visits that hold a seat of the block."""
        return [r for r, v in self.visits.items() if v.block == block and v.state != "cancelled"]

    def deadline(self, block: ModelBlock) -> datetime:
        """Count back one day at a time until enough working days are seen, today and the visit's day included."""
        day, seen = block.on, 0
        while True:
            seen += day.weekday() < 5
            if seen >= self.limits.notice_days:
                close = datetime.combine(day, time(17), tzinfo=ZONE)
                return min(close, block.starts_at)
            day -= timedelta(days=1)

    def _allowed(self, company: str) -> int:
        limits = self.limits
        if self.verified[company]:
            return limits.visits_per_period
        return limits.unverified_visits_per_period

    def _is_paused(self, company: str, now: datetime) -> bool:
        limits, mine = self.limits, [at for who, at in self.missed if who == company]
        window = timedelta(days=limits.no_show_window_days)
        pause = timedelta(days=limits.no_show_pause_days)
        return any(
            now < at + pause
            and sum(at - window < other <= at for other in mine) >= limits.no_show_limit
            for at in mine
        )

    def _against_state(self, visit: ModelVisit) -> set[str]:
        over = (ENDED | HERE).get(visit.state)
        return {over} if over else set()

    def _against_leaving(self, visit: ModelVisit, now: datetime) -> set[str]:
        own, against = self.blocks[visit.block], set()
        if now > own.starts_at:
            against.add("visit.started")
        if now > max(visit.change_until, self.deadline(own)):
            against.add("move.too_late")
        if visit.moves >= self.limits.moves_per_appointment:
            against.add("move.moves_used_up")
        return against

    def _against_block(self, block: ModelBlock, now: datetime) -> set[str]:
        against = set()
        if not block.is_open:
            against.add("block.closed")
        elif block.free < 1:
            against.add("block.full")
        if now > block.starts_at:
            against.add("block.started")
        elif now > block.starts_at - timedelta(minutes=self.limits.lead_minutes):
            against.add("block.too_soon")
        if block.on > now.astimezone(ZONE).date() + timedelta(days=self.limits.horizon_days):
            against.add("block.beyond_horizon")
        return against


def month_of(block: ModelBlock) -> str:
    """The calendar month of the block, on the park's clock."""
    return f"{block.on:%Y-%m}"
