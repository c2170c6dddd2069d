"""The demo park's week: which blocks there are on a working day, and how many seats each has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from gaiyue.booking.add_template import NewTemplate
from gaiyue.ops.demo.lingang import HALL, INNOVATION


@dataclass(frozen=True, slots=True)
class _Slot:
    """One block of every working day, in full hours."""

    service: str
    location: str
    opens: int
    closes: int
    seats: int
    reserve: int = 0


_SLOTS: Final = (
    _Slot("registration", HALL, 9, 11, seats=3),
    _Slot("registration", HALL, 11, 12, seats=1),
    _Slot("registration", HALL, 13, 14, seats=1),
    _Slot("registration", HALL, 14, 16, seats=3),
    _Slot("registration", HALL, 16, 17, seats=1),
    _Slot("registration", INNOVATION, 9, 11, seats=2),
    _Slot("registration", INNOVATION, 14, 16, seats=2),
    _Slot("tax", HALL, 9, 11, seats=3),
    _Slot("tax", HALL, 11, 12, seats=1),
    _Slot("tax", HALL, 13, 14, seats=1),
    _Slot("tax", HALL, 14, 16, seats=3),
    _Slot("tax", INNOVATION, 9, 11, seats=2),
    _Slot("tax", INNOVATION, 14, 16, seats=2),
    _Slot("qualification", HALL, 9, 11, seats=3, reserve=1),
    _Slot("qualification", HALL, 14, 16, seats=3, reserve=1),
    _Slot("qualification", INNOVATION, 9, 11, seats=1),
    _Slot("qualification", INNOVATION, 14, 16, seats=1),
)
"""33 seats a day: 300 companies with one live visit per service can fill three weeks of them and leave some."""

SEATS_PER_DAY: Final = sum(slot.seats for slot in _SLOTS)


def templates(valid_from: date) -> Iterator[NewTemplate]:
    """The templates of the week, Monday to Friday, valid from that day on."""
    for weekday in range(5):
        for slot in _SLOTS:
            yield NewTemplate(
                service=slot.service,
                location=slot.location,
                weekday=weekday,
                opens=time(slot.opens),
                closes=time(slot.closes),
                capacity=slot.seats,
                reserve=slot.reserve,
                valid_from=valid_from,
            )
