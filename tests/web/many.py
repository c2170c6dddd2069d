"""A park with very many visits, entered in bulk as the deeds would have left them; and what its queries read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.db import connection

from gaiyue.base import clock
from gaiyue.base.references import ALPHABET
from gaiyue.booking.models import Appointment, Block, Counter, Location, Service
from gaiyue.booking.states import LIVE, State
from gaiyue.eventlog.models import Event, Link
from gaiyue.notify.models import Message
from gaiyue.people.models import Account, Enterprise, Membership
from tests import make

BIG = {
    "booking_appointment",
    "booking_block",
    "eventlog_event",
    "eventlog_link",
    "notify_message",
    "people_account",
}
"""Tables that grow with the years: no page may read one of them as a whole, nor the whole of a park in it."""

HOURS = (9, 11, 13, 15)
TOGETHER = 2000


@dataclass(frozen=True)
class Parts:
    """What visits are made of."""

    services: list[Service]
    places: list[Location]
    counters: list[Counter]

    @classmethod
    def of_the_park(cls) -> "Parts":
        return cls(
            list(Service.objects.order_by("position", "pk")),
            list(Location.objects.order_by("pk")),
            list(Counter.objects.order_by("pk")),
        )


def blocks(parts: Parts, first: date, last: date) -> list[Block]:
    """Four blocks a day of each service at each location."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Block.objects.bulk_create(
        [
            Block(
                park=make.PARK,
                service=service,
                location=place,
                on=day,
                starts_at=_moment(day, hour),
                ends_at=_moment(day, hour + 1),
                capacity=400,
            )
            for day in days
            for service in parts.services
            for place in parts.places
            for hour in HOURS
        ],
        batch_size=TOGETHER,
    )


def companies(number: int, *, name: str) -> list[Enterprise]:
    """Companies with one person each."""
    first = Enterprise.objects.count()
    ids = range(first, first + number)
    people = Account.objects.bulk_create(
        [
            Account(
                park=make.PARK,
                login=f"many{n}@example.com",
                email=f"many{n}@example.com",
                name=f"钱{n}",
                phone=f"139{n:08d}",
                phone_digits=f"139{n:08d}",
                phone_tail=f"{n:04d}"[-4:],
            )
            for n in ids
        ],
        batch_size=TOGETHER,
    )
    firms = Enterprise.objects.bulk_create(
        [
            Enterprise(
                park=make.PARK,
                code=f"many{n}",
                name=f"{name}{n}",
                industry="集成电路",
                size="small",
            )
            for n in ids
        ],
        batch_size=TOGETHER,
    )
    Membership.objects.bulk_create(
        [
            Membership(park=make.PARK, account=person, enterprise=firm, role="owner")
            for person, firm in zip(people, firms, strict=True)
        ],
        batch_size=TOGETHER,
    )
    return firms


_numbers = count(1)


def a_visit(
    firm: Enterprise, block: Block, state: State, *, name: str = "", phone: str = ""
) -> Appointment:
    """One visit, not saved yet."""
    n = next(_numbers)
    phone = phone or f"137{n:08d}"
    live = state in LIVE
    over = block.starts_at + timedelta(minutes=10)
    return Appointment(
        park=make.PARK,
        reference=_reference(n),
        enterprise=firm,
        service_id=block.service_id,
        block=block,
        state=state,
        holds_seat=state not in (State.CANCELLED, State.NO_SHOW),
        live_key=f"{firm.code}:{block.service_id}:1" if live else None,
        change_until=block.starts_at - timedelta(days=1),
        tally_key=f"{firm.code}:{block.on:%Y-%m}",
        contact_name=name or f"孙{n % 5000}",
        contact_phone=phone,
        contact_digits=phone,
        contact_tail=phone[-4:],
        booked_at=block.starts_at - timedelta(days=7),
        received_at=over if state in (State.CHECKED_IN, State.COMPLETED) else None,
        ended_at=None if live else over,
        link_key="k",
    )


def enter(visits: list[Appointment], *, actors: list[str]) -> None:
    """The visits with a numbered event each, done by these in turn."""
    Appointment.objects.bulk_create(visits, batch_size=TOGETHER)
    last = Link.objects.count()
    facts = {
        "enterprise": "many",
        "service": "tax-registration",
        "location": "lakeside",
        "block": 1,
        "starts_at": "2026-11-25T01:00:00+00:00",
        "change_until": "2026-11-24T01:00:00+00:00",
    }
    events = Event.objects.bulk_create(
        [
            Event(
                park=make.PARK,
                kind="appointment.booked",
                subject=one.reference,
                actor=actors[n % len(actors)],
                edition="*:1",
                at=one.booked_at,
                facts=facts,
                digests={},
            )
            for n, one in enumerate(visits)
        ],
        batch_size=TOGETHER,
    )
    Link.objects.bulk_create(
        [
            Link(park=make.PARK, number=last + n, event=event, hash="0" * 64)
            for n, event in enumerate(events, 1)
        ],
        batch_size=TOGETHER,
    )


OVER = """
INSERT INTO booking_appointment (park, reference, enterprise_id, service_id, block_id, state, holds_seat, version,
    moves, change_until, tally_key, contact_name, contact_phone, contact_digits, contact_tail, booked_at, link_key,
    ended_at)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
SELECT b.park, CAST(200000000 + n AS varchar(12)), %s + n %% %s, b.service_id, b.id,
    CASE n %% 4 WHEN 2 THEN 'no_show' WHEN 3 THEN 'cancelled' ELSE 'completed' END, n %% 4 < 2, 1,
    0, b.starts_at, 'many', CASE n %% 2000 WHEN 0 THEN '孙七' ELSE '孙' || CAST(n %% 5000 AS varchar(8)) END,
    CAST(15000000000 + n AS varchar(12)), CAST(15000000000 + n AS varchar(12)),
    CAST(1000 + n %% 9000 AS varchar(4)), b.starts_at, 'k', b.ends_at
FROM numbers JOIN booking_block b ON b.id = %s + (CAST(n AS bigint) * 7919) %% %s
"""

EVENTS = """
INSERT INTO eventlog_event (park, kind, subject, actor, edition, at, facts, digests)
SELECT e.park, e.kind, v.reference, e.actor, e.edition, v.booked_at, e.facts, e.digests
FROM booking_appointment v JOIN eventlog_event e ON e.id = %s + v.id %% 2
WHERE NOT EXISTS (SELECT 1 FROM eventlog_event x WHERE x.park = v.park AND x.subject = v.reference)
"""

LINKS = """
INSERT INTO eventlog_link (park, number, event_id, hash)
SELECT e.park, e.id + 1000000, e.id, 'none' FROM eventlog_event e
WHERE NOT EXISTS (SELECT 1 FROM eventlog_link x WHERE x.park = e.park AND x.event_id = e.id)
"""


def enter_over(number: int, *, firms: list[Enterprise], old: list[Block]) -> None:
    """So many visits that are over, with their events, by the database itself: seconds instead of minutes.

    Companies and blocks were entered in one go, so that their ids follow each other.
    """
    event = Event.objects.filter(kind="appointment.booked").order_by("-pk")[1].pk
    with connection.cursor() as cursor:
        cursor.execute(OVER, [number, firms[0].pk, len(firms), old[0].pk, len(old)])
        cursor.execute(EVENTS, [event])
        cursor.execute(LINKS)


def notices(accounts: list[str], number: int) -> None:
    """Notices of these people (codes of accounts), `number` all in all."""
    first = Message.objects.count()
    facts = {
        "enterprise": "云启科技",
        "reference": "222222222",
        "service_zh": "税务登记",
        "service_en": "Tax registration",
        "starts_at": "2026-11-25T01:00:00+00:00",
        "by": "staff",
    }
    Message.objects.bulk_create(
        [
            Message(
                park=make.PARK,
                key=f"many{n}",
                event=n,
                channel="inapp",
                recipient=accounts[n % len(accounts)],
                kind="appointment.cancelled",
                facts=facts,
                state="shown",
                created_at=clock.now(),
            )
            for n in range(first, first + number)
        ],
        batch_size=TOGETHER,
    )


@dataclass
class Read:
    """What a page asked the database: how many queries, and those that read a big table as a whole."""

    queries: int
    whole: list[str]


@contextmanager
def reading() -> Iterator[Read]:
    """Watch the queries of the block; what they read is asked of the planner afterwards."""
    asked: list[tuple[str, object]] = []

    def watch(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    found = Read(0, [])
    with connection.execute_wrapper(watch):
        yield found
    found.queries = len(asked)
    if connection.vendor == "sqlite":
        found.whole = [one for sql, params in asked for one in _read_whole(sql, params)]


def _read_whole(sql: str, params: Any) -> list[str]:
    if not sql.startswith("SELECT"):
        return []
    names = dict(re.findall(r'"(\w+)" ([TUV]\d+)\b', sql))
    tables = {alias: table for table, alias in names.items()}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [str(row[3]) for row in cursor.fetchall()]
    # The newest few of a park, in the order of an index, are read from its end and no further.
    is_few = "LIMIT" in sql and not any("TEMP B-TREE FOR ORDER BY" in line for line in plan)
    found = []
    for line in plan:
        how, _, name = line.partition(" ")
        name = name.split()[0]
        table = tables.get(name, name)
        if table not in BIG:
            continue
        if (how == "SCAN" or line.endswith("(park=?)")) and not is_few:
            found.append(f"{line}  <-  {sql[:2000]}")
    return found


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.ZONE)


def _reference(n: int) -> str:
    """Nine signs; the check sign does not matter to the table."""
    signs = []
    for _ in range(9):
        n, rest = divmod(n, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return "".join(signs)
