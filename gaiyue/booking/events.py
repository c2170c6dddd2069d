"""What can happen to blocks and appointments, as the record keeps it: ids, codes and times only."""

from dataclasses import dataclass
from datetime import date, datetime

from gaiyue.eventlog.kinds import Code, kind


@kind("appointment.booked")
@dataclass(frozen=True, slots=True)
class AppointmentBooked:
    """A visit was booked; `change_until` is the deadline that was printed."""

    enterprise: Code
    service: Code
    location: Code
    block: int
    starts_at: datetime
    change_until: datetime


@kind("appointment.moved")
@dataclass(frozen=True, slots=True)
class AppointmentMoved:
    """A visit went from one block to another in one step; `statement` is the reason chosen from the catalogue."""

    from_block: int
    from_location: Code
    from_starts_at: datetime
    to_block: int
    to_location: Code
    to_starts_at: datetime
    moves: int
    statement: Code
    change_until: datetime


@kind("appointment.cancelled")
@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """A visit was cancelled and its seat given back."""

    block: int
    starts_at: datetime


@kind("appointment.checked_in")
@dataclass(frozen=True, slots=True)
class AppointmentCheckedIn:
    """The company has arrived."""

    block: int


@kind("appointment.called")
@dataclass(frozen=True, slots=True)
class AppointmentCalled:
    """A counter called the company up; once more when it did not hear."""

    counter: int


@kind("appointment.undone")
@dataclass(frozen=True, slots=True)
class AppointmentUndone:
    """The counter took back its last act: "check_in", "call", "complete" or "no_show".

    `late`: not within the minute of a slip but later on the day, with a reason beside it.
    """

    what: Code
    late: bool


@kind("appointment.completed")
@dataclass(frozen=True, slots=True)
class AppointmentCompleted:
    """The visit is done."""

    block: int


@kind("appointment.no_show")
@dataclass(frozen=True, slots=True)
class AppointmentNoShow:
    """Nobody came; `recent` counts the no-shows in the window, `paused_until` is set when they are too many."""

    block: int
    recent: int
    paused_until: datetime | None


@kind("appointment.left")
@dataclass(frozen=True, slots=True)
class AppointmentLeft:
    """A visit that was checked in, and nobody came to the window; counts for no pause."""

    block: int


@kind("appointment.move_opened")
@dataclass(frozen=True, slots=True)
class MoveOpened:
    """The park closed the block of a visit, so that the visit may be moved free of the notice rule."""

    block: int
    starts_at: datetime
    because: Code


@kind("blocks.generated")
@dataclass(frozen=True, slots=True)
class BlocksGenerated:
    """Blocks were made from the templates for the days up to and including `until`."""

    until: date
    made: int


@kind("block.added")
@dataclass(frozen=True, slots=True)
class SessionAdded:
    """An extra session was opened beside the templates."""

    service: Code
    location: Code
    starts_at: datetime
    ends_at: datetime
    capacity: int


@kind("blocks.closed")
@dataclass(frozen=True, slots=True)
class BlocksClosed:
    """Blocks of a day were closed; `visits` of them had a visit, each of which may now be moved freely."""

    on: date
    blocks: tuple[int, ...]
    visits: int
    because: Code


@kind("block.resized")
@dataclass(frozen=True, slots=True)
class BlockResized:
    """A block has more or fewer seats than before."""

    before: int
    after: int


@kind("block.reserve_released")
@dataclass(frozen=True, slots=True)
class ReserveReleased:
    """Seats kept for emergencies went to everybody at the set time."""

    seats: int


@kind("location.opened")
@dataclass(frozen=True, slots=True)
class LocationOpened:
    """A building with counters was opened."""


@kind("service.opened")
@dataclass(frozen=True, slots=True)
class ServiceOpened:
    """A service is offered from now on, in these buildings."""

    department: Code
    locations: tuple[Code, ...]
    materials: int
    counters: int


@kind("template.added")
@dataclass(frozen=True, slots=True)
class TemplateAdded:
    """A block of the week was added (weekday 0 = Monday, hours as "09:00" on the park's clock)."""

    service: Code
    location: Code
    weekday: int
    opens: Code
    closes: Code
    capacity: int
    reserve: int
    valid_from: date
    valid_until: date | None


@kind("link.revoked")
@dataclass(frozen=True, slots=True)
class LinkRevoked:
    """The links to a visit that were handed out so far open nothing any more."""
