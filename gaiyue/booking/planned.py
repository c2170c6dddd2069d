"""Which blocks the week wants on which days, and how they fit those that exist. Nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gaiyue.base import clock
from gaiyue.booking.models import Block, ClosedWith, Template
from gaiyue.calendars.days import WorkingCalendar

SATURDAY, SUNDAY = 5, 6
STANDS_IN = {SATURDAY: 4, SUNDAY: 0}
"""A make-up or extra open day on a weekend follows the nearest weekday, Saturday Friday and Sunday Monday, for each
service that has no templates of its own for the day."""

Key = tuple[int, int, datetime]
"""Service, location and beginning: what tells blocks apart."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A block that the week wants: ids of service and location, moments, seats."""

    service: int
    location: int
    on: date
    starts_at: datetime
    ends_at: datetime
    capacity: int
    reserve: int
    reserve_until: datetime | None

    @property
    def key(self) -> Key:
        """What tells it apart."""
        return (self.service, self.location, self.starts_at)

    def as_block(self, park: str) -> Block:
        """The row to insert."""
        return Block(
            park=park,
            service_id=self.service,
            location_id=self.location,
            on=self.on,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            capacity=self.capacity,
            reserve=self.reserve,
            reserve_until=self.reserve_until,
        )


@dataclass(slots=True)
class Fit:
    """How the wanted blocks meet the existing ones.

    `missing` are to be made; `dormant` exist, closed with an earlier week, and are to be opened; `hindered` overlap
    an open block, such as an extra session; `there` exist already, open or closed for another reason.
    """

    missing: list[Slot] = field(default_factory=list)
    dormant: list[tuple[Slot, Block]] = field(default_factory=list)
    hindered: list[tuple[Slot, Block]] = field(default_factory=list)
    there: list[tuple[Slot, Block]] = field(default_factory=list)


def slots(
    templates: Sequence[Template], *, calendar: WorkingCalendar, first: date, last: date
) -> Iterator[Slot]:
    """What the templates want from `first` to `last`, both included; nothing on days on which the park is closed."""
    by_service: dict[int, list[Template]] = defaultdict(list)
    for template in templates:
        by_service[template.service_id].append(template)
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if not calendar.is_open(day):
            continue
        for of_service in by_service.values():
            for template in of_the_day(day, of_service):
                yield _slot(template, day)


def of_the_day(day: date, templates: Iterable[Template]) -> list[Template]:
    """The templates of one service that hold on the day."""
    valid = [
        one
        for one in templates
        if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until)
    ]
    own = [one for one in valid if one.weekday == day.weekday()]
    return own or [one for one in valid if one.weekday == STANDS_IN.get(day.weekday())]


def fit(wanted: Iterable[Slot], blocks: Iterable[Block]) -> Fit:
    """Sort the wanted blocks by what is there already."""
    by_key: dict[Key, Block] = {}
    open_ones: dict[tuple[int, int, date], list[Block]] = defaultdict(list)
    for block in blocks:
        by_key[block.service_id, block.location_id, block.starts_at] = block
        if block.is_open:
            open_ones[block.service_id, block.location_id, block.on].append(block)
    found = Fit()
    for slot in wanted:
        same = by_key.get(slot.key)
        others = open_ones[slot.service, slot.location, slot.on]
        if same is not None and (same.is_open or same.closed_with != ClosedWith.WEEK):
            found.there.append((slot, same))
        elif (other := _overlapping(slot, others)) is not None:
            found.hindered.append((slot, other))
        elif same is not None:
            found.dormant.append((slot, same))
        else:
            found.missing.append(slot)
    return found


def _overlapping(slot: Slot, blocks: Iterable[Block]) -> Block | None:
    for block in blocks:
        if block.starts_at < slot.ends_at and slot.starts_at < block.ends_at:
            return block
    return None


def _slot(template: Template, day: date) -> Slot:
    starts_at = datetime.combine(day, template.opens, tzinfo=clock.ZONE)
    released = timedelta(hours=template.reserve_released_h)
    return Slot(
        service=template.service_id,
        location=template.location_id,
        on=day,
        starts_at=starts_at,
        ends_at=datetime.combine(day, template.closes, tzinfo=clock.ZONE),
        capacity=template.capacity,
        reserve=template.reserve,
        reserve_until=starts_at - released if template.reserve else None,
    )
