"""Plain facts for the rules: a Wednesday visit in November 2026, asked about the week before."""

from datetime import date, datetime, time
from typing import Any

from hypothesis import strategies as st

from gaiyue.base.clock import ZONE
from gaiyue.calendars.days import Convention, DayKind, OpeningHours, Unit, WorkingCalendar
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.reasons import Channel
from gaiyue.policy.rules.book import BookFacts
from gaiyue.policy.rules.cancel import CancelFacts
from gaiyue.policy.rules.move import MoveFacts, Target

HOURS = {weekday: OpeningHours(time(9), time(17), time(11, 30), time(13)) for weekday in range(5)}

CALENDAR = WorkingCalendar(
    edition=7,
    days={
        **{date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)},
        date(2026, 10, 10): DayKind.MAKEUP,
    },
    published=frozenset({2026}),
    hours=HOURS,
)
"""November 2026 is an ordinary month; the year after is not published yet."""


def at(month: int, day: int, hour: int = 9, minute: int = 0, *, year: int = 2026) -> datetime:
    """A moment on the park's wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


EDITION = EditionRef(number=3, service="registration", effective_from=at(1, 1, 0))
WEDNESDAY = at(11, 25, 9)
MONDAY_AT_CLOSE = at(11, 23, 17)
LATER = Target(
    starts_at=at(12, 2, 14), is_open=True, seats_free=3, is_same_block=False, is_same_service=True
)

RULES: dict[str, Any] = {"edition": EDITION, "calendar": CALENDAR}


def book_facts(**changed: Any) -> BookFacts:
    """An enterprise that may book."""
    usual: dict[str, Any] = {
        "asked_at": at(11, 18),
        "starts_at": WEDNESDAY,
        "service_is_offered": True,
        "block_is_open": True,
        "seats_free": 3,
        "live_visits": 0,
        "visits_in_period": 0,
        "is_verified": True,
    }
    return BookFacts(**usual | changed)


def target(**changed: Any) -> Target:
    """A free block a week later."""
    usual: dict[str, Any] = {
        "starts_at": LATER.starts_at,
        "is_open": True,
        "seats_free": 3,
        "is_same_block": False,
        "is_same_service": True,
    }
    return Target(**usual | changed)


def move_facts(**changed: Any) -> MoveFacts:
    """A Wednesday visit that may be moved."""
    usual: dict[str, Any] = {
        "asked_at": at(11, 18),
        "state": "booked",
        "visit_starts_at": WEDNESDAY,
        "moves_made": 0,
        "target": LATER,
        "statement": "travel",
    }
    return MoveFacts(**usual | changed)


def cancel_facts(**changed: Any) -> CancelFacts:
    """A Wednesday visit that may be cancelled."""
    usual: dict[str, Any] = {
        "asked_at": at(11, 18),
        "state": "booked",
        "visit_starts_at": WEDNESDAY,
    }
    return CancelFacts(**usual | changed)


# --- for Hypothesis: any question that can be asked ----------------------------------------

moments = st.datetimes(
    at(10, 1).replace(tzinfo=None),
    at(2, 1, year=2027).replace(tzinfo=None),
    timezones=st.just(ZONE),
)
states = st.sampled_from(
    ["booked", "checked_in", "completed", "no_show", "cancelled", "unheard_of"]
)
channels = st.sets(st.sampled_from(list(Channel))).map(frozenset)
counts = st.integers(0, 12)
limits = st.builds(
    Limits,
    notice_days=st.integers(0, 10),
    notice_unit=st.sampled_from(Unit),
    notice_convention=st.sampled_from(Convention),
    notice_cutoff=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    statement_required=st.booleans(),
    horizon_days=st.integers(8, 120),
    lead_minutes=st.integers(0, 10_080),
    moves_per_appointment=st.integers(0, 5),
    live_per_service=st.integers(1, 3),
    visits_per_period=st.integers(5, 10),
    unverified_visits_per_period=st.integers(1, 5),
    cancel_lead_minutes=st.integers(0, 10_080),
)
bookings = st.builds(
    BookFacts,
    asked_at=moments,
    starts_at=moments,
    service_is_offered=st.booleans(),
    block_is_open=st.booleans(),
    seats_free=counts,
    live_visits=st.integers(0, 3),
    visits_in_period=counts,
    is_verified=st.booleans(),
    paused_until=st.none() | moments,
    channels=channels,
)
targets = st.builds(
    Target,
    starts_at=moments,
    is_open=st.booleans(),
    seats_free=st.integers(0, 3),
    is_same_block=st.booleans(),
    is_same_service=st.booleans(),
)
moves = st.builds(
    MoveFacts,
    asked_at=moments,
    state=states,
    visit_starts_at=moments,
    moves_made=st.integers(0, 6),
    is_free_of_notice=st.booleans(),
    promised_until=st.none() | moments,
    target=st.none() | targets,
    statement=st.sampled_from([None, "", "travel", "my own words"]),
    channels=channels,
)
cancellations = st.builds(CancelFacts, asked_at=moments, state=states, visit_starts_at=moments)
