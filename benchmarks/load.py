"""A light load generator: keep-alive sockets in one process of its own, which says how much CPU it took itself."""

import multiprocessing
import selectors
import socket
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_S = 120.0


@dataclass(slots=True)
class Fired:
    """What came back: seconds of wall clock and of the generator's own CPU, and for each request how it went."""

    wall: float = 0.0
    cpu: float = 0.0
    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    bodies: dict[int, bytes] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return len(self.seconds) / self.wall

    def late_ms(self, share: float) -> float:
        """So many milliseconds or less took this share of the requests."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def post(path: str, *, token: str, key: str, body: bytes) -> bytes:
    """One request of a program with a token."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def get(path: str, *, headers: str = "") -> bytes:
    """One request of a page; `headers` end with a line break each."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()


def fire(port: int, requests: Sequence[bytes], *, clients: int) -> Fired:
    """Send them all, `clients` at once, each the next one as soon as it is answered."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    child = context.Process(target=lambda: answers.put(_fire(port, requests, clients)))
    child.start()
    fired: Fired = answers.get()
    child.join()
    return fired


class _Client:
    """One connection with the request that is under way on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.number, self.sent_at, self.read = -1, 0.0, b""

    def send(self, number: int, request: bytes) -> None:
        self.number, self.read, self.sent_at = number, b"", time.perf_counter()
        self.socket.sendall(request)

    def answered(self) -> tuple[int, bytes] | None:
        """Status and body once the answer is whole."""
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("the server hung up")
        self.read += more
        head, separator, body = self.read.partition(b"\r\n\r\n")
        if not separator:
            return None
        low = head.lower()
        at = low.find(b"content-length:")
        size = int(low[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else None
        whole = len(body) >= size if size is not None else body.endswith(b"0\r\n\r\n")
        if not whole:
            return None
        return int(head[9:12]), body if size is not None else _unchunked(body)


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while size := int(body[: body.index(b"\r\n")], 16):
        begin = body.index(b"\r\n") + 2
        whole += body[begin : begin + size]
        body = body[begin + size + 2 :]
    return whole


def _fire(port: int, requests: Sequence[bytes], clients: int) -> Fired:
    waiting, fired = deque(enumerate(requests)), Fired()
    with selectors.DefaultSelector() as ready:
        busy = 0
        everybody = [_Client(port) for _ in range(clients)]
        cpu, started = time.process_time(), time.perf_counter()
        for one in everybody:
            if waiting:
                one.send(*waiting.popleft())
                ready.register(one.socket, selectors.EVENT_READ, one)
                busy += 1
        while busy and time.perf_counter() - started < LONGEST_S:
            for key, _ in ready.select(timeout=5):
                one = key.data
                if (answer := one.answered()) is None:
                    continue
                fired.seconds.append(time.perf_counter() - one.sent_at)
                fired.statuses.append(answer[0])
                fired.bodies[one.number] = answer[1]
                if waiting:
                    one.send(*waiting.popleft())
                else:
                    ready.unregister(one.socket)
                    busy -= 1
        fired.wall = time.perf_counter() - started
        fired.cpu = time.process_time() - cpu
    for one in everybody:
        one.socket.close()
    return fired
