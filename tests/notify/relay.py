"""A real mail server on loopback that can be slow, refuse, throttle or hang up, and remembers what it took."""

import socket
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Relay:
    """What the server does at each step, and the mails that it has accepted."""

    port: int = 0
    at_sender: str = "250 fine"
    at_recipient: str = "250 fine"
    at_text: str = "250 fine"
    hang_up_after_text: bool = False
    at_most: int | None = None
    """So many mails it takes; then it asks to come back later, and means it."""
    taken: list[Message] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - the server calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.at_most is not None and len(self.taken) >= self.at_most:
            return "450 4.7.1 too many mails, come back later"
        if self.at_sender.startswith("250"):
            envelope.mail_from = address
        return self.at_sender

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(  # noqa: N802 - the server calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.at_text.startswith("250"):
            self.taken.append(message_from_bytes(cast(bytes, envelope.content)))
        if self.hang_up_after_text:
            cast(Transport, server.transport).close()
        return self.at_text


@contextmanager
def relay(**how: Any) -> Iterator[Relay]:
    """The server, listening on a port of its own; `how` are settings of aiosmtpd, such as who may send."""
    here = Relay(port=free_port())
    controller = Controller(here, hostname="127.0.0.1", port=here.port, **how)
    controller.start()
    try:
        yield here
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes the connection and never says a word; its port."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        yield silent.getsockname()[1]
