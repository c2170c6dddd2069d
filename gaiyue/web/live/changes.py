"""From numbered events to what open pages are told: a topic, whom it is for, and the numbers that changed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gaiyue.base.actor import Actor
from gaiyue.booking.queries.live import BlockNow, Concerned, blocks_now, concerned, services_of
from gaiyue.eventlog.feed import LIMIT, Fed, fed_since
from gaiyue.people.permissions import May, may

BOARD, VISITS, NOTICES = "board", "visits", "notices"
BLOCKS = "blocks:"
"""Topic prefix of the seats of a service: blocks:tax-registration."""
ONE_BLOCK = ("block", "from_block", "to_block")
SEVERAL_BLOCKS = ("blocks", "closed", "resized", "kept")
"""Facts of events that hold the id of a block, or a list of them; a test compares them with the events there are."""
ABOUT_VISITS = ("appointment.", "contact.", "link.", "papers.")
"""How the kinds of events begin whose subject is a visit."""
MOST_BLOCKS = 300
"""Changed blocks of one batch that are told one by one; of more, pages are told to read themselves again."""


@dataclass(frozen=True, slots=True)
class Told:
    """One message. `of` holds the codes it concerns, of enterprises and visits; empty is for whoever may listen."""

    topic: str
    data: str
    of: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Batch:
    """What the events up to `number` mean to open pages; `at` is when the last of them happened."""

    number: int
    at: datetime
    told: tuple[Told, ...]


def may_listen(actor: Actor, topic: str) -> bool:
    """Whether the actor may hear of the topic at all. Seats are public; the board is for who may see it."""
    if topic.startswith(BLOCKS):
        return True
    if topic == BOARD:
        return may(actor, May.SEE_BOARD)
    return topic in {VISITS, NOTICES} and bool(actor.scope)


def concerns(told: Told, actor: Actor) -> bool:
    """Whether this message is for the actor, who may listen to its topic."""
    return not told.of or bool(told.of & actor.scope)


def read_changes(park: str, number: int) -> Batch | None:
    """What happened after `number`, one batch; None when nothing did. Four queries as a rule."""
    events = fed_since(park, number, limit=LIMIT)
    if not events:
        return None
    blocks = {block for event in events for block in _blocks(event)}
    is_much = len(blocks) > MOST_BLOCKS
    seats = [] if is_much else blocks_now(park, blocks)
    again = services_of(park, blocks) if is_much else set()
    references = {event.subject for event in events if event.kind.startswith(ABOUT_VISITS)}
    visits = concerned(park, references) if references else []
    told = (*_seats(seats), *_again(again), *_boards(seats, visits), *_owners(visits))
    return Batch(events[-1].number, max(event.at for event in events), told)


def _blocks(event: Fed) -> Iterator[int]:
    """The ids of the blocks that the event names."""
    named = [event.facts.get(name) for name in ONE_BLOCK]
    for name in SEVERAL_BLOCKS:
        several = event.facts.get(name)
        named += several if isinstance(several, list) else ()
    yield from (one for one in named if isinstance(one, int))
    if event.kind.startswith("block.") and event.subject.startswith("block:"):
        yield int(event.subject.removeprefix("block:"))


def _seats(seats: Iterable[BlockNow]) -> Iterator[Told]:
    """One message for each service whose seats changed."""
    by_service: dict[str, list[dict[str, object]]] = {}
    for now in seats:
        by_service.setdefault(now.service, []).append(
            {
                "block": now.id,
                "free": now.free,
                "location": now.location,
                "on": now.on.isoformat(),
                "free_that_day": now.free_that_day,
            }
        )
    for service, rows in by_service.items():
        yield Told(f"{BLOCKS}{service}", _json(rows))


def _again(services: Iterable[str]) -> Iterator[Told]:
    """So much has changed that pages read themselves again; the boards, too."""
    for service in sorted(services):
        yield Told(f"{BLOCKS}{service}", "")
    if services:
        yield Told(BOARD, "")


def _boards(seats: Iterable[BlockNow], visits: Iterable[Concerned]) -> Iterator[Told]:
    """The boards that changed: a day, a location, a service each."""
    places = {(one.on.isoformat(), one.location, one.service) for one in seats}
    places |= {(one.on.isoformat(), one.location, one.service) for one in visits}
    if places:
        rows = [
            {"on": on, "location": location, "service": service}
            for on, location, service in sorted(places)
        ]
        yield Told(BOARD, _json(rows))


def _owners(visits: Iterable[Concerned]) -> Iterator[Told]:
    codes = frozenset(code for one in visits for code in (one.enterprise, one.reference))
    if codes:
        yield Told(VISITS, "", codes)
        yield Told(NOTICES, "", codes)


def _json(rows: Sequence[Mapping[str, object]]) -> str:
    return json.dumps(rows, separators=(",", ":"))
