"""The story of the famous company of the demo: what whoever tries the product finds when they step into its shoes.

On the day on which the demo is set up it has one past visit, one visit that it can still move and has moved once
already, and one on the next working day, which is too near to be moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.ops.demo.acts import Act, Book, Move
from gaiyue.ops.demo.companies import FAMOUS
from gaiyue.ops.demo.events import DemoAdvanced
from gaiyue.ops.demo.ledger import Ledger

PAST, SOON, MOVABLE = "registration", "tax", "qualification"
"""The services of the three visits."""

_NOTE: Final = "审计报告要晚几天才能拿到。"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A visit that is booked on one day for about another."""

    service: str
    booked_on: date
    wanted_on: date


def tell(
    day: date, told: DemoAdvanced, ledger: Ledger, *, calendar: WorkingCalendar
) -> Iterator[Act]:
    """What the famous company does on the day."""
    for chapter in chapters(told, calendar):
        if day == chapter.booked_on and (FAMOUS, chapter.service) not in ledger.held:
            block = ledger.nearest(chapter.service, _at(chapter.wanted_on, 10))
            if block is not None:
                ledger.take(block.block)
                yield Book(_at(day, 9), FAMOUS, block.block)
    if day == told.opened_on - timedelta(days=3):
        yield from _move_once(day, told, ledger)


def chapters(told: DemoAdvanced, calendar: WorkingCalendar) -> Iterator[Chapter]:
    """The visits, each booked early enough to find a seat, and never before the history begins."""
    today = told.opened_on
    tomorrow = calendar.add_working_days(today + timedelta(days=1), 0)
    for service, booked_on, wanted_on in (
        (PAST, today - timedelta(days=24), today - timedelta(days=12)),
        (SOON, tomorrow - timedelta(days=27), tomorrow),
        (MOVABLE, today - timedelta(days=14), today + timedelta(days=10)),
    ):
        yield Chapter(service, max(booked_on, told.began_on), max(wanted_on, told.began_on))


def _move_once(day: date, told: DemoAdvanced, ledger: Ledger) -> Iterator[Act]:
    for visit in ledger.visits:
        if visit.enterprise != FAMOUS or visit.service != MOVABLE or visit.moves:
            continue
        wanted = _at(told.opened_on + timedelta(days=13), 14)
        block = ledger.nearest(MOVABLE, wanted, but=visit.block)
        if block is not None:
            ledger.take(block.block)
            yield Move(_at(day, 10), FAMOUS, visit.reference, block.block, "other", _NOTE)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 12), clock.ZONE)
