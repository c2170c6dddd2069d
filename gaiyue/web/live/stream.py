"""GET /live/?topics=board,visits&at=…: server-sent events, as the HTML standard has them, for a page that stays open.

Each message is an event named after its topic; its id is the number of the record up to which the page is told. A
page that comes back with Last-Event-ID, or `after`, hears what it missed, or `reset` when nobody remembers: then it
reads itself again. One stream serves all pages of a browser: `after` and `at` are those of the page that knows least.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import (
    Awaitable,
    Callable,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
)
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import close_old_connections

from gaiyue.base.actor import Actor
from gaiyue.web.live.changes import Batch, concerns, may_listen
from gaiyue.web.live.hub import Feed
from gaiyue.web.live.listener import actor_of, link_holder, park_under
from gaiyue.web.shared.links import PREFIX

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ADDRESS = "/live/"
HEARTBEAT_S = 15.0
LONGEST_S = 600.0
"""A stream ends after this; the page comes back at once, and who it is is looked up again."""
MOST = 4000
MOST_OF_ONE = 500
"""Open streams of one process, and of one network address; the next is told to come later, and its page polls."""
TOPICS = 40
"""Topics of one stream: it serves all open pages of a browser."""
DIGITS = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page wants to hear, and since when."""

    topics: frozenset[str]
    last_number: int | None
    after: int | None
    rendered_at: datetime | None
    link: str


def is_live(path: str) -> bool:
    """Whether the address is that of the streams: /live/, or the same below the signed link of a visit."""
    return path == ADDRESS or bool(_link_in(path))


def _link_in(path: str) -> str:
    """The token of the signed link in /l/<token>/live/, "" where there is none."""
    inside = path.startswith(PREFIX) and path.endswith(ADDRESS)
    return path.removeprefix(PREFIX).removesuffix(ADDRESS) if inside else ""


class Live:
    """The ASGI application of the streams of one process."""

    def __init__(
        self, readers: ThreadPoolExecutor | None = None, porters: ThreadPoolExecutor | None = None
    ) -> None:
        self.open: Counter[str] = Counter()
        self._feeds: dict[str, Feed] = {}
        self._readers = readers or ThreadPoolExecutor(2, thread_name_prefix="live")
        # Apart: a rush of pages that come back must not keep the feeds waiting.
        self._porters = porters or ThreadPoolExecutor(2, thread_name_prefix="live-who")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; returns when the page has gone."""
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        park = park_under(headers.get("host", ""))
        if scope["method"] != "GET":
            await _refuse(send, 405, {"allow": "GET"})
        elif park is None:
            await _refuse(send, 400, {})
        elif settings.GAIYUE_MAINTENANCE or self._is_full(address := _address(scope)):
            await _refuse(send, 503, {"retry-after": "30"})
        else:
            self.open[address] += 1  # before anything is waited for: a rush counts as it comes
            try:
                await self._listen(_asked(scope, headers), headers, park, (receive, send))
            finally:
                self.open[address] -= 1
                self.open += Counter()  # keeps only who has some

    def _is_full(self, address: str) -> bool:
        return self.open.total() >= MOST or self.open[address] >= MOST_OF_ONE

    async def _listen(
        self, asked: Asked, headers: Mapping[str, str], park: str, line: tuple[Receive, Send]
    ) -> None:
        receive, send = line
        loop = asyncio.get_running_loop()
        actor = await loop.run_in_executor(self._porters, _who, headers, park, asked.link)
        topics = frozenset(topic for topic in asked.topics if may_listen(actor, topic))
        if not topics:
            await _refuse(send, 403, {})
            return
        feed = self._feeds.get(park)
        if feed is None or feed.is_over:
            feed = self._feeds[park] = Feed(park, self._readers)
        with feed.listener():
            await _until_gone(_tell(feed, asked, topics, actor, send), receive)
        with contextlib.suppress(OSError):  # nobody may be there any more
            await send({"type": "http.response.body", "body": b""})

    def forget(self) -> None:
        """Begin anew with whoever comes next, after a database was put in the place of another."""
        feeds, self._feeds = self._feeds, {}
        for feed in feeds.values():
            feed.is_over = True


def _who(headers: Mapping[str, str], park: str, link: str) -> Actor:
    close_old_connections()
    return link_holder(link, park=park) if link else actor_of(headers, park=park)


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("unknown",))[0])


async def _tell(feed: Feed, asked: Asked, topics: frozenset[str], actor: Actor, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"no-store"),
                (b"x-accel-buffering", b"no"),  # nginx would keep the messages back
            ],
        }
    )
    await _write(send, "retry: 2000\n\n")
    await feed.ready()
    number = _beginning(feed, asked)
    while not feed.is_over:
        batches = feed.after(number) if number is not None else None
        if batches is None:
            await _write(send, f"id: {feed.number}\nevent: reset\ndata: \n\n")
            number = feed.number
        elif batches:
            number = batches[-1].number
            await _write(send, "".join(_messages(batches, topics, actor)) or f"id: {number}\n\n")
        if number == feed.number and not await feed.changed(HEARTBEAT_S):
            await _write(send, ": still here\n\n")


def _beginning(feed: Feed, asked: Asked) -> int | None:
    """Up to which number all pages behind the stream have been told; None when that is not known."""
    if asked.last_number is not None:
        return asked.last_number
    known = [] if asked.after is None else [asked.after]
    if asked.rendered_at is not None:
        seen = feed.number_at(asked.rendered_at)
        if seen is None:
            return None
        known.append(seen)
    return min(known, default=None)


def _messages(batches: Iterable[Batch], topics: frozenset[str], actor: Actor) -> Iterator[str]:
    for batch in batches:
        for told in batch.told:
            if told.topic in topics and concerns(told, actor):
                yield f"id: {batch.number}\nevent: {told.topic}\ndata: {told.data}\n\n"


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _until_gone(telling: Coroutine[Any, Any, None], receive: Receive) -> None:
    """Tell until the page has gone, or for as long as one stream lasts."""
    told = asyncio.create_task(telling)
    gone = asyncio.create_task(_hung_up(receive))
    done, pending = await asyncio.wait(
        {told, gone}, return_when=asyncio.FIRST_COMPLETED, timeout=LONGEST_S
    )
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    if told in done:
        told.result()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, status: int, headers: Mapping[str, str]) -> None:
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    lines.append((b"content-length", b"0"))
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": b""})


def _asked(scope: Scope, headers: Mapping[str, str]) -> Asked:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    topics = [topic for topic in query.get("topics", [""])[0].split(",") if topic]
    return Asked(
        topics=frozenset(topics[:TOPICS]),
        last_number=_whole(headers.get("last-event-id", "")),
        after=_whole(query.get("after", [""])[0]),
        rendered_at=_moment(query.get("at", [""])[0]),
        link=_link_in(scope["path"]),
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def _moment(text: str) -> datetime | None:
    seconds = _whole(text)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
