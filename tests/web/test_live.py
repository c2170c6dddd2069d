"""Open pages hear what concerns them, once, in order, also after a lost connection. A5"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from gaiyue.base.actor import Actor
from gaiyue.web.live import hub, stream
from gaiyue.web.live.changes import Batch, Told
from tests import make


class Page:
    """A page with an open stream to the application, without a network."""

    def __init__(self, application: stream.Live, query: str, *, last: str = "") -> None:
        headers = [(b"host", b"testserver")]
        if last:
            headers.append((b"last-event-id", last.encode()))
        self.scope = {
            "method": "GET",
            "path": "/live/",
            "headers": headers,
            "query_string": query.encode(),
        }
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
    monkeypatch.setattr(
        stream, "_who", lambda _headers, park, _link: Actor(park, "account:7", "clerk")
    )
    return record


def play(story: Callable[[stream.Live], Awaitable[None]]) -> None:
    """Run it on an event loop of its own, with an application of its own."""

    async def on_its_own() -> None:
        await story(stream.Live())

    asyncio.run(on_its_own())


def is_turned_away(status: int, *, topics: str = "board") -> None:
    """A page that asks to listen is answered with that status, and at once."""

    async def story(live: stream.Live) -> None:
        page = Page(live, f"topics={topics}")
        await page.task
        assert page.status == status

    play(story)


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
        assert live.open.total() == 0

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


def test_a_stream_begins_where_the_page_that_knows_least_stands(record, monday):
    """A5: one stream for all pages of a browser: one was told up to 11, another was rendered before 12."""

    async def story(live: stream.Live) -> None:
        witness = Page(live, "topics=board")
        await witness.hears("event: reset")
        monday.advance(timedelta(minutes=1))
        for number in (11, 12, 13):
            record.happen(number, "board", at=make.MONDAY + timedelta(seconds=number))
        await witness.hears("id: 13")
        later = int((make.MONDAY + timedelta(seconds=55)).timestamp())
        page = Page(live, f"topics=board&after=11&at={later}")
        await page.hears("id: 13")
        assert "id: 12\n" in page.text
        assert "id: 11\n" not in page.text
        await page.leave()
        await witness.leave()

    play(story)


def test_who_may_hear_nothing_is_sent_away(record, monkeypatch):
    monkeypatch.setattr(
        stream, "_who", lambda _headers, park, _link: Actor(park, "visitor", "visitor")
    )

    is_turned_away(403, topics="board,visits")


def test_a_full_house_says_when_to_come_back(record, monkeypatch):
    monkeypatch.setattr(stream, "MOST", 0)

    is_turned_away(503)


def test_one_address_cannot_take_all_streams(record, monkeypatch):
    monkeypatch.setattr(stream, "MOST_OF_ONE", 1)

    async def story(live: stream.Live) -> None:
        first, second = Page(live, "topics=board"), Page(live, "topics=board")
        await second.task
        assert second.status == 503
        await first.hears("event: reset")
        await first.leave()
        assert not live.open

    play(story)


def test_a_feed_that_breaks_lets_its_pages_go_and_the_next_begins_afresh(record, monkeypatch):
    """A batch that can't be read is not asked for for ever."""
    broken = [12]

    def read(park: str, number: int):
        if broken and number < broken[0] and record.head == 10:
            raise RuntimeError("no such block")
        return record.read(park, number)

    monkeypatch.setattr(hub, "read_changes", read)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.task
        record.head = 12
        back = Page(live, "topics=board", last="10")
        await back.hears("id: 12\nevent: reset")
        record.happen(13, "board")
        await back.hears("id: 13\nevent: board")
        await back.leave()

    play(story)


def test_under_maintenance_nobody_listens(record, settings):
    settings.GAIYUE_MAINTENANCE = True

    is_turned_away(503)


def test_a_stream_ends_after_its_time_so_that_who_it_is_is_looked_up_again(record, monkeypatch):
    monkeypatch.setattr(stream, "LONGEST_S", 0.05)

    async def story(live: stream.Live) -> None:
        page = Page(live, "topics=board")
        await page.task
        assert page.status == 200
        assert live.open.total() == 0

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
