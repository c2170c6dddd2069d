"""Hand one mail to the mail server: everything up to the text may be tried again, the text goes over once."""

import smtplib
import time
from collections.abc import Callable
from email.utils import parseaddr
from socket import socket
from typing import cast
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from gaiyue.notify.channels.wire import in_ascii, on_the_wire
from gaiyue.notify.outbox import Mail
from gaiyue.notify.redact import redacted

TIMEOUT_S = 10.0
"""How long the server may think about each step."""
GREETINGS_S = 25.0
"""How long all steps before the text may take together; with the answer to the text, less than a job's lease."""
ANSWER_S = 25.0
"""How long the server may think about the text."""
GO_AHEAD, TAKEN, FOR_GOOD = 354, 250, 500


class NotNow(Exception):
    """It did not leave and may be tried again."""


class Refused(Exception):
    """The server will never take it: an address that does not exist, a sender that it does not know."""


class NobodyKnows(Exception):
    """The text was handed over and no answer came: it may have arrived, or not."""


def send(mail: Mail, *, name: str, before_handing_over: Callable[[], None]) -> None:
    """Send it under that Message-ID, the same however often it is tried.

    `before_handing_over` runs once the server has agreed to everything but the text, just before that. Raises
    NotNow, Refused or NobodyKnows, which say in the server's words why, with addresses in part; what
    `before_handing_over` raises passes through, and nothing is sent.
    """
    try:
        recipient, wire = in_ascii(mail.to), on_the_wire(mail, name=name)
    except UnicodeError:
        raise Refused("No mail server is asked to take a name that isn't ASCII.") from None
    try:
        _talk(recipient, wire, before_handing_over)
    except (NotNow, Refused, NobodyKnows) as said:
        # The cause repeats the address, and would stand in the log and at the job.
        raise type(said)(redacted(str(said), recipient=mail.to)) from None


def _talk(recipient: str, wire: bytes, before_handing_over: Callable[[], None]) -> None:
    started, backend = time.monotonic(), _server()
    try:
        server = _greet(backend, recipient)
        if time.monotonic() - started > GREETINGS_S:
            raise NotNow("The mail server is too slow at present.")
        before_handing_over()
        _hand_over(server, wire)
    finally:
        if backend.connection is not None:
            backend.connection.close()


def _server() -> EmailBackend:
    if not settings.GAIYUE_SMTP:
        raise NotNow("No mail server is set: GAIYUE_SMTP is empty.")
    url = urlsplit(settings.GAIYUE_SMTP)
    is_tls_at_once = url.scheme == "smtps"
    return EmailBackend(
        host=url.hostname or "localhost",
        port=url.port or (smtplib.SMTP_SSL_PORT if is_tls_at_once else smtplib.SMTP_PORT),
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=is_tls_at_once,
        use_tls=url.scheme == "smtp+tls",
        timeout=TIMEOUT_S,
    )


def _greet(backend: EmailBackend, recipient: str) -> smtplib.SMTP:
    """Everything before the text; a mail that stops here was never accepted, so it may be tried again."""
    sender = parseaddr(settings.GAIYUE_MAIL_FROM)[1]
    try:
        backend.open()
        server = cast(smtplib.SMTP, backend.connection)
        server.ehlo_or_helo_if_needed()
        _expect(server.mail(sender), TAKEN)
        _expect(server.rcpt(recipient), TAKEN)
        _expect(server.docmd("DATA"), GO_AHEAD)
    except (
        OSError,
        smtplib.SMTPException,
    ) as trouble:  # a refused sign-in is ours to mend, not the recipient's
        raise NotNow(f"{type(trouble).__name__}: {trouble}") from trouble
    return server


def _hand_over(server: smtplib.SMTP, wire: bytes) -> None:
    """The text, and the server's word for it."""
    try:
        cast(socket, server.sock).settimeout(ANSWER_S)
        server.send(wire)
        answer = server.getreply()
    except (OSError, smtplib.SMTPException) as trouble:
        raise NobodyKnows(f"{type(trouble).__name__}: {trouble}") from trouble
    _expect(answer, TAKEN)


def _expect(answer: tuple[int, bytes], wanted: int) -> None:
    code, words = answer
    if code == wanted or (wanted == TAKEN and TAKEN <= code < TAKEN + 10):
        return
    said = f"{code} {words.decode(errors='replace')}"
    raise Refused(said) if code >= FOR_GOOD else NotNow(said)
