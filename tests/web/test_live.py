"""Open pages hear what concerns them, once, in order, also after a lost connection. A5"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from gaiyue.base.actor import Actor
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.eventlog.feed import fed_since, head
from gaiyue.eventlog.relay import link_events
from gaiyue.people.sign_in import account_of
from gaiyue.web.live import hub, stream
from gaiyue.web.live.changes import Batch, Told, concerns, may_listen, read_changes
from gaiyue.web.live.listener import actor_of, park_of
from tests import make

STRANGER = Actor(make.PARK, "account:99", "owner", frozenset({"E99999"}))
VISITOR = Actor(make.PARK, "visitor", "visitor")
CLERK = Actor(make.PARK, "account:7", "clerk")


def relayed() -> int:
    """Number what has happened; the last number."""
    while link_events(make.PARK, react=lambda _: None):
        pass
    return head(make.PARK)


def told_since(number: int) -> dict[str, Told]:
    """What the events after `number` tell, by topic."""
    relayed()
    batch = read_changes(make.PARK, number)
    assert batch is not None
    return {told.topic: told for told in batch.told}


def test_a_booking_tells_what_is_left_the_board_and_its_company(park):
    """A5: others' bookings, with the numbers that an open page writes down."""
    company = make.a_company()
    block, other = make.a_block(seats=3), make.a_block("2026-11-25 14:00", seats=2)
    before = relayed()

    reference = make.booked(company, block)

    told = told_since(before)
    (seats,) = json.loads(told["blocks:tax-registration"].data)
    assert seats == {
        "block": block,
        "free": 2,
        "location": "lakeside",
        "on": "2026-11-25",
        "free_that_day": 4,
    }
    assert json.loads(told["board"].data) == [
        {"on": "2026-11-25", "location": "lakeside", "service": "tax-registration"}
    ]
    assert told["visits"].of == {company.code, reference}
    assert other not in [row["block"] for row in json.loads(told["blocks:tax-registration"].data)]


def test_a_move_tells_of_both_blocks(park):
    company = make.a_company()
    first, second = make.a_block("2026-11-30 09:00"), make.a_block("2026-12-01 09:00")
    reference = make.booked(company, first)
    before = relayed()
    move_appointment(
        reference, to_block=second, actor=company.actor, statement=Statement("key_client_visit")
    )
    rows = json.loads(told_since(before)["blocks:tax-registration"].data)
    assert {row["block"]: row["free"] for row in rows} == {first: 1, second: 0}


def test_more_seats_are_told_as_well(park):
    block = make.a_block(seats=1)
    before = relayed()
    set_capacity(block, capacity=4, actor=make.HOUSE)
    (row,) = json.loads(told_since(before)["blocks:tax-registration"].data)
    assert row["free"] == 4


def test_nothing_new_is_no_message(park):
    make.a_block()
    assert read_changes(make.PARK, relayed()) is None


def test_a_batch_is_read_with_four_queries(park, django_assert_num_queries):
    company = make.a_company()
    before = relayed()
    for hour in ("09", "11", "14"):
        reference = make.booked(company, make.a_block(f"2026-12-03 {hour}:00"))
        cancel_appointment(reference, actor=company.actor)
    relayed()
    with django_assert_num_queries(4):
        read_changes(make.PARK, before)


def test_the_feed_of_a_park_has_no_gaps_and_no_other_park(park):
    make.a_park(code="elsewhere")
    make.a_block()
    relayed()
    numbers = [event.number for event in fed_since(make.PARK, 0)]
    assert numbers == list(range(1, head(make.PARK) + 1))


@pytest.mark.parametrize(
    ("actor", "topic", "may"),
    [
        (VISITOR, "blocks:tax-registration", True),
        (VISITOR, "board", False),
        (VISITOR, "visits", False),
        (STRANGER, "visits", True),
        (STRANGER, "board", False),
        (CLERK, "board", True),
        (CLERK, "secrets", False),
    ],
)
def test_who_may_hear_what(actor, topic, may):
    assert may_listen(actor, topic) is may


def test_a_company_hears_of_its_own_visits_only():
    told = Told("visits", "", frozenset({"E00001", "ABC234XYZ"}))
    assert not concerns(told, STRANGER)
    assert concerns(told, Actor(make.PARK, "account:1", "member", frozenset({"E00001"})))
    assert concerns(told, Actor(make.PARK, "link:x", "link_holder", frozenset({"ABC234XYZ"})))


def test_the_session_cookie_says_who_listens(park):
    company, client = make.a_company(), Client()
    account = account_of(make.PARK, company.account)
    assert account is not None
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"language=en; {settings.SESSION_COOKIE_NAME}={session}"
    assert actor_of({"cookie": cookie}, park=make.PARK) == company.actor
    assert actor_of({"cookie": cookie}, park="elsewhere").role == "visitor"
    assert actor_of({"cookie": f"{settings.SESSION_COOKIE_NAME}=made-up"}, park=make.PARK).role == (
        "visitor"
    )
    assert actor_of({}, park=make.PARK).role == "visitor"


def test_a_host_of_ours_names_its_park(settings):
    settings.ALLOWED_HOSTS = ["park.example"]
    settings.GAIYUE_PARK_HOSTS = {"park.example": "harbour"}
    assert park_of("park.example:8000") == "harbour"
    assert park_of("elsewhere.example") is None
    assert park_of("") is None


class Page:
    """A page with an open stream to the application, without a network."""

    def __init__(self, application: stream.Live, query: str, *, last: str = "") -> None:
        headers = [(b"host", b"testserver")]
        if last:
            headers.append((b"last-event-id", last.encode()))
        self.scope = {"method": "GET", "headers": headers, "query_string": query.encode()}
        self.status, self.text = 0, ""
        self._left = asyncio.Event()
        self._heard = asyncio.Event()
        self.task = asyncio.create_task(application(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()
        self._heard.set()

    async def hears(self, what: str) -> None:
        """Return when the text has come."""
        async with asyncio.timeout(10):
            while what not in self.text:
                self._heard.clear()
                await self._heard.wait()

    async def leave(self) -> None:
        """Close the window."""
        self._left.set()
        await self.task


class Record:
    """What the feed reads, instead of a database: batches that a test puts there."""

    def __init__(self) -> None:
        self.head = 10
        self.batches: list[Batch] = []

    def read(self, _park: str, number: int) -> Batch | None:
        return next((batch for batch in self.batches if batch.number > number), None)

    def happen(self, number: int, *topics: str, at: datetime = make.MONDAY) -> None:
        self.batches.append(Batch(number, at, tuple(Told(topic, "[]") for topic in topics)))


@pytest.fixture
def record(monkeypatch, monday) -> Record:
    record = Record()
    monkeypatch.setattr(hub, "POLL_S", 0.005)
    monkeypatch.setattr(hub, "head", lambda _: record.head)
    monkeypatch.setattr(hub, "read_changes", record.read)
    monkeypatch.setattr(stream, "_who", lambda _headers, park: Actor(park, "account:7", "clerk"))
    return record


def play(story: Callable[[stream.Live], Awaitable[None]]) -> None:
    """Run it on an event loop of its own, with an application of its own."""

    async def on_its_own() -> None:
        await story(stream.Live())

    asyncio.run(on_its_own())


def test_a_page_hears_its_topics_and_no_others(record):
    """A5: what others do, without a reload."""

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.hears("event: reset")
        record.happen(11, "blocks:tax-registration")
        record.happen(12, "board")
        await page.hears("id: 12\nevent: board")
        await page.leave()
        assert "blocks:" not in page.text
        assert live.open == 0

    play(story)


def test_a_page_that_lost_its_connection_hears_what_it_missed_once(record):
    """A5: resuming after a lost connection."""

    async def story(live: stream.Live) -> None:
        witness = Page(live, "topics=board")
        await witness.hears("event: reset")
        record.happen(11, "board")
        record.happen(12, "board")
        await witness.hears("id: 12")

        back = Page(live, "topics=board", last="11")
        await back.hears("id: 12")
        record.happen(13, "board")
        await back.hears("id: 13")

        assert "event: reset" not in back.text
        assert "id: 11" not in back.text
        assert back.text.count("event: board") == 2
        await back.leave()
        await witness.leave()

    play(story)


@pytest.mark.parametrize("last", ["3", "999999", "nonsense", "9" * 40, "-1"])
def test_a_page_that_nobody_remembers_is_told_to_read_itself_again(record, last):
    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board", last=last)
        await page.hears("id: 10\nevent: reset")
        await page.leave()

    play(story)


def test_what_happened_between_the_page_and_its_stream_is_not_missed(record, monday):
    """A5: the page says when it was rendered."""

    async def story(live: stream.Live) -> None:
        witness = Page(live, "topics=board")
        await witness.hears("event: reset")
        monday.advance(timedelta(minutes=1))
        record.happen(11, "board", at=make.MONDAY + timedelta(seconds=30))
        rendered = make.MONDAY + timedelta(seconds=50)
        record.happen(12, "board", at=rendered + timedelta(seconds=1))
        await witness.hears("id: 12")
        page = Page(live, f"topics=board&at={int(rendered.timestamp())}")
        await page.hears("id: 12\nevent: board")
        assert "event: reset" not in page.text
        assert "id: 11" not in page.text
        await page.leave()
        await witness.leave()

    play(story)


def test_who_may_hear_nothing_is_sent_away(record, monkeypatch):
    monkeypatch.setattr(stream, "_who", lambda _headers, park: Actor(park, "visitor", "visitor"))

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board,visits")
        await page.task
        assert page.status == 403

    play(story)


def test_a_full_house_says_when_to_come_back(record, monkeypatch):
    monkeypatch.setattr(stream, "MOST", 0)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.task
        assert page.status == 503

    play(story)


def test_a_stream_ends_after_its_time_so_that_who_it_is_is_looked_up_again(record, monkeypatch):
    monkeypatch.setattr(stream, "LONGEST_S", 0.05)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.task
        assert page.status == 200
        assert live.open == 0

    play(story)


def test_a_quiet_stream_shows_that_it_is_alive(record, monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.01)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.hears(": still here")
        await page.leave()

    play(story)


def test_the_feed_outlives_a_database_that_is_away(record, monkeypatch):
    from django.db import OperationalError

    monkeypatch.setattr(hub, "TROUBLE_S", 0.005)
    troubles = iter([OperationalError("away"), OperationalError("still away")])

    def read(park: str, number: int):
        for trouble in troubles:
            raise trouble
        return record.read(park, number)

    monkeypatch.setattr(hub, "read_changes", read)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        record.happen(11, "board")
        await page.hears("id: 11\nevent: board")
        await page.leave()

    play(story)


def test_what_is_no_request_for_a_stream_is_refused(record, settings):
    settings.ALLOWED_HOSTS = ["park.example"]

    async def story(live: stream.Live) -> None:
        stranger = Page(live, "topics=board")
        await stranger.task
        assert stranger.status == 400

    play(story)
