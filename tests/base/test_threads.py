"""K4: pages and API run in threads beside the streams; requests arrive as they were sent, answers leave as they are."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from gaiyue.base.threads import AT_ONCE, BIGGEST_BODY, Threads

HEADERS = [(b"host", b"localhost"), (b"content-type", b"text/plain")]


def ask(pages, *bodies, method="POST", path="/", headers=(), gone=False, left=None):
    """Send one request to the application in threads; all that came back. A list `left` gets what was not received."""
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"a=1",
        "headers": [*HEADERS, *headers], "scheme": "http", "http_version": "1.1",
        "client": ("192.0.2.7", 4711), "server": ("127.0.0.1", 8000),
    }  # fmt: skip
    parts = list(bodies) or [b""]
    messages = [
        {"type": "http.request", "body": body, "more_body": n < len(parts) - 1}
        for n, body in enumerate(parts)
    ]
    if gone:
        messages = [{"type": "http.disconnect"}]
    said = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        said.append(message)

    with ThreadPoolExecutor(1) as workers:
        asyncio.run(Threads(pages, workers=workers)(scope, receive, send))
    if left is not None:
        left += messages
    return said


class Echo:
    """A WSGI application that remembers what it was asked and answers what it is told."""

    def __init__(self, *parts, status="200 OK", headers=()):
        self.parts, self.status, self.headers = parts, status, list(headers)
        self.environ, self.body, self.is_closed = {}, b"", False

    def __call__(self, environ, start):
        self.environ, self.body = environ, environ["wsgi.input"].read()
        start(self.status, self.headers)
        return self

    def __iter__(self):
        return iter(self.parts)

    def close(self):
        self.is_closed = True


def test_the_request_arrives_as_it_was_sent():
    echo = Echo(b"ok")
    ask(echo, "改".encode(), b"!", path="/预约/", headers=[(b"x-one", b"1"), (b"x-one", b"2")])
    assert echo.body == "改!".encode()
    assert echo.environ["CONTENT_LENGTH"] == "4"
    assert echo.environ["PATH_INFO"].encode("latin-1").decode() == "/预约/"
    assert echo.environ["QUERY_STRING"] == "a=1"
    assert (echo.environ["REMOTE_ADDR"], echo.environ["SERVER_PORT"]) == ("192.0.2.7", "8000")
    assert (echo.environ["HTTP_HOST"], echo.environ["CONTENT_TYPE"]) == ("localhost", "text/plain")
    assert echo.environ["HTTP_X_ONE"] == "1,2"


def test_cookies_of_several_headers_are_one():
    echo = Echo()
    ask(echo, headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2")])
    assert echo.environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_header_can_not_pose_as_another_one():
    """A proxy that sets X-Forwarded-For would let X_Forwarded_For through, and both have one name in WSGI."""
    echo = Echo()
    ask(echo, headers=[(b"x_forwarded_for", b"203.0.113.1")])
    assert "HTTP_X_FORWARDED_FOR" not in echo.environ


def test_an_answer_leaves_in_one_piece_with_its_length():
    echo = Echo(b"one", b"two", headers=[("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    start, body = ask(echo)
    assert (start["status"], body["body"], body["more_body"]) == (200, b"onetwo", False)
    assert (b"content-length", b"6") in start["headers"]
    assert [value for name, value in start["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
    assert echo.is_closed


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_an_answer_without_content_has_no_length(status):
    start, _ = ask(Echo(status=status))
    assert all(name != b"content-length" for name, _ in start["headers"])


def test_a_long_answer_goes_out_piece_by_piece():
    part = b"x" * (AT_ONCE // 2 + 1)
    start, *pieces = ask(Echo(part, part, part))
    assert b"".join(piece["body"] for piece in pieces) == part * 3
    assert [piece["more_body"] for piece in pieces] == [True, False]
    assert all(name != b"content-length" for name, _ in start["headers"])


def test_a_body_beyond_all_measure_is_not_read_to_its_end():
    echo = Echo(b"never")
    start, body = ask(echo, b"x" * BIGGEST_BODY, b"x", b"and so on")
    assert (start["status"], body["body"], echo.environ) == (413, b"", {})


@pytest.mark.parametrize("stated", [BIGGEST_BODY + 1, "9" * 5000])
def test_a_body_that_says_itself_that_it_is_too_big_is_not_received(stated):
    """K3: not a byte of it is kept, though nobody knows yet who sends it."""
    echo = Echo(b"never")
    left = []
    start, _ = ask(echo, b"x", b"y", headers=[(b"content-length", str(stated).encode())], left=left)
    assert (start["status"], echo.environ) == (413, {})
    assert (b"connection", b"close") in [tuple(one) for one in start["headers"]]
    assert len(left) == 2


def test_nothing_runs_for_who_has_gone_before_the_request_was_whole():
    echo = Echo(b"never")
    assert ask(echo, gone=True) == []
    assert echo.environ == {}


def test_what_breaks_is_told_to_the_server_and_closed():
    class Broken(Echo):
        def __iter__(self):
            raise ValueError("broken")

    broken = Broken()
    with pytest.raises(ValueError, match="broken"):
        ask(broken)
    assert broken.is_closed
