"""What happens in the demo's history: each act has its moment, and is done by the real deed in somebody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zlib import crc32

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.call import call_visit
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.hall import counters
from gaiyue.booking.queries.services import services
from gaiyue.people.queries import Representative, representatives, staff_list
from gaiyue.policy.decision import Refused

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Book:
    """A company books a seat of a block."""

    at: datetime
    enterprise: str
    block: int


@dataclass(frozen=True, slots=True)
class Move:
    """A company moves its visit, giving a circumstance of the catalogue."""

    at: datetime
    enterprise: str
    reference: str
    block: int
    circumstance: str
    note: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """A company cancels its visit."""

    at: datetime
    enterprise: str
    reference: str
    note: str


class AtCounter(StrEnum):
    """What the counter does with a visit."""

    CHECK_IN = "check_in"
    CALL = "call"
    COMPLETE = "complete"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class Receive:
    """The counter of a service at a location does something with a visit."""

    at: datetime
    service: str
    location: str
    reference: str
    what: AtCounter


Act = Book | Move | Cancel | Receive


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who acts: companies by code, the clerks of each service, and its counters by location."""

    companies: Mapping[str, Representative]
    clerks: Mapping[str, Sequence[Actor]]
    counters: Mapping[tuple[str, str], Sequence[int]]


def gather_cast(park: str) -> Cast:
    """The companies of the park and, for each service, the clerks of its department; six queries."""
    staff = staff_list(park)
    clerks = {
        service.code: [
            one.actor
            for one in staff
            if one.department == service.department and one.role == "clerk"
        ]
        for service in services(park)
    }
    desks: dict[tuple[str, str], list[int]] = {}
    for counter in counters(park):
        for service in counter.services:
            desks.setdefault((service, counter.location), []).append(counter.id)
    return Cast(representatives(park), clerks, desks)


def perform(act: Act, *, cast: Cast) -> bool:
    """Do it by the real deed; False when the deed said no, which is kept as an attempt, as for everybody."""
    try:
        _perform(act, cast)
    except (Refused, NotThere):
        return False
    return True


def _perform(act: Act, cast: Cast) -> None:
    match act:
        case Book(enterprise=code, block=block):
            who = cast.companies[code]
            contact = Contact(who.name, who.phone)
            book_appointment(block, enterprise=code, actor=who.actor, contact=contact)
        case Move(enterprise=code, reference=reference, block=block):
            statement = Statement(act.circumstance, act.note)
            actor = cast.companies[code].actor
            move_appointment(reference, to_block=block, actor=actor, statement=statement)
        case Cancel(enterprise=code, reference=reference, note=note):
            cancel_appointment(reference, actor=cast.companies[code].actor, note=note)
        case Receive(service=service, reference=reference, what=AtCounter.CALL):
            counter = _one_of(cast.counters[service, act.location], reference)
            clerk = _one_of(cast.clerks[service], reference)
            call_visit(reference, counter=counter, actor=clerk)
        case Receive(service=service, reference=reference, what=what):
            _AT_COUNTER[what](reference, actor=_one_of(cast.clerks[service], reference))


def _one_of(them: Sequence[_T], reference: str) -> _T:
    """Always the same one for a visit."""
    return them[crc32(reference.encode()) % len(them)]


_AT_COUNTER = {
    AtCounter.CHECK_IN: check_in,
    AtCounter.COMPLETE: complete_visit,
    AtCounter.NO_SHOW: mark_no_show,
}
