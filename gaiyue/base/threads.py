"""A WSGI application in threads beside an event loop: pages and API next to the live streams, in one process.

Made for answers that are ready at once, as nearly all of ours are: a request is read whole, runs in one thread, and its
answer goes out in one piece with its length. One that is long goes out piece by piece.
"""

import asyncio
import contextvars
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Pages = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

BIGGEST_BODY: Final = 1024 * 1024
"""Bytes of a request; no form of ours comes near it, and whoever sends it need not be known yet."""
DIGITS: Final = 20
"""More of a stated length need not be read."""
WITHOUT_LENGTH: Final = (204, 304)
AT_ONCE: Final = 256 * 1024
"""Bytes of an answer that are gathered before it begins to go out."""


class TooBig(Exception):
    """The body of a request is longer than any that is read."""


class Threads:
    """ASGI on the outside, threads with a WSGI application inside."""

    def __init__(self, pages: Pages, *, workers: ThreadPoolExecutor) -> None:
        self._pages, self._workers = pages, workers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = _Answer(asyncio.get_running_loop(), send)
        try:
            body = await _whole(scope, receive)
        except TooBig:
            answer.start("413 Content Too Large", [("Connection", "close")])
            await answer.finish()
            return
        if body is None:
            return
        run = contextvars.copy_context().run
        environ = environ_of(scope, body)
        await asyncio.get_running_loop().run_in_executor(
            self._workers, run, self._run, environ, answer
        )
        await answer.finish()

    def _run(self, environ: dict[str, Any], answer: "_Answer") -> None:
        parts = self._pages(environ, answer.start)
        try:
            for part in parts:
                answer.write(part)
        finally:
            if hasattr(parts, "close"):
                parts.close()


class _Answer:
    """What the application said so far."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self._loop, self._send = loop, send
        self.status = 500
        self.headers: dict[bytes, bytes] = {}
        self._cookies: list[tuple[bytes, bytes]] = []
        self.body = b""
        self.is_under_way = False

    def start(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        """WSGI's start_response."""
        self.status = int(status[:3])
        plain = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]
        self.headers = {name: value for name, value in plain if name != b"set-cookie"}
        self._cookies = [one for one in plain if one[0] == b"set-cookie"]

    def write(self, part: bytes) -> None:
        """In the thread: gather the part, and let a long answer go."""
        self.body += part
        if len(self.body) > AT_ONCE:
            sending = self._sent(is_more=True)
            asyncio.run_coroutine_threadsafe(sending, self._loop).result()

    async def finish(self) -> None:
        """On the loop: send what is left, and say how long it is when it is all."""
        if not self.is_under_way and self.status not in WITHOUT_LENGTH:
            self.headers.setdefault(b"content-length", str(len(self.body)).encode())
        await self._sent(is_more=False)

    async def _sent(self, *, is_more: bool) -> None:
        part, self.body = self.body, b""
        if not self.is_under_way:
            self.is_under_way = True
            headers = [*self.headers.items(), *self._cookies]
            await self._send(
                {"type": "http.response.start", "status": self.status, "headers": headers}
            )
        await self._send({"type": "http.response.body", "body": part, "more_body": is_more})


def environ_of(scope: Scope, body: bytes) -> dict[str, Any]:
    """The request as WSGI has it. A header whose name has an underscore is left out: it could pose as another one."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": str(client[0]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:
            continue
        name, value = _variable(raw_name), raw_value.decode("latin-1")
        if name in environ:
            value = environ[name] + ("; " if name == "HTTP_COOKIE" else ",") + value
        environ[name] = value
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


def _variable(header: bytes) -> str:
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


def _stated_length(scope: Scope) -> int:
    """What the request says of the length of its body; 0 when it says nothing that can be read."""
    stated = (value for name, value in scope["headers"] if name.lower() == b"content-length")
    return max((int(value[:DIGITS]) for value in stated if value.isdigit()), default=0)


async def _whole(scope: Scope, receive: Receive) -> bytes | None:
    """The body; None when whoever asked has gone. Of one that says itself that it is too big, nothing is received."""
    if _stated_length(scope) > BIGGEST_BODY:
        raise TooBig
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BIGGEST_BODY:
            raise TooBig
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)
