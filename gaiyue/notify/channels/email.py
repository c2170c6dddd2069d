"""Hand one mail to the mail server: everything up to the text may be tried again, the text goes over once."""

import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from email.errors import MessageError
from email.utils import parseaddr
from socket import socket
from typing import cast
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from gaiyue.notify.channels.wire import in_ascii, on_the_wire
from gaiyue.notify.outbox import Mail
from gaiyue.notify.redact import redacted

TIMEOUT_S = 10.0
"""How long the server may think about each step."""
GREETINGS_S = 25.0
"""How long all steps before the text may take together; with the answer to the text, less than a job's lease."""
ANSWER_S = 25.0
"""How long the server may think about the text."""
UNWRITABLE = (ValueError, LookupError, MessageError)
"""What makes no mail: an address with signs that no server takes, or with nothing behind the @."""
LEAVE_S = 2.0
"""How long it may think about a good-bye."""
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
    except UNWRITABLE as trouble:
        # The standard library says in many ways that it can't write an address.
        said = f"No mail can be made of it: {type(trouble).__name__}: {trouble}"
        raise Refused(redacted(said, recipient=mail.to)) from None
    try:
        _talk(recipient, wire, before_handing_over)
    except (NotNow, Refused, NobodyKnows) as said:
        # The cause repeats the address, and would stand in the log and at the job.
        raise type(said)(redacted(str(said), recipient=mail.to)) from None


def _talk(recipient: str, wire: bytes, before_handing_over: Callable[[], None]) -> None:
    started = time.monotonic()
    with ExitStack() as ending:
        try:
            server = _connect(ending)
            _greet(server, recipient)
        except (OSError, smtplib.SMTPException) as trouble:
            # Nothing was accepted yet. A refused sign-in is ours to mend, not the recipient's.
            raise NotNow(f"{type(trouble).__name__}: {trouble}") from trouble
        if time.monotonic() - started > GREETINGS_S:
            raise NotNow("The mail server is too slow at present.")
        before_handing_over()
        _hand_over(server, wire)
        _take_leave(server)


def _connect(ending: ExitStack) -> smtplib.SMTP:
    """A connection to the server, encrypted and signed in as the setting says; closed when the stack is left."""
    if not settings.GAIYUE_SMTP:
        raise NotNow("No mail server is set: GAIYUE_SMTP is empty.")
    url, me = urlsplit(settings.GAIYUE_SMTP), str(DNS_NAME)
    host = url.hostname or "localhost"
    server: smtplib.SMTP
    if url.scheme == "smtps":
        port = url.port or smtplib.SMTP_SSL_PORT
        server = smtplib.SMTP_SSL(host, port, me, timeout=TIMEOUT_S, context=_tls())
    else:
        server = smtplib.SMTP(host, url.port or smtplib.SMTP_PORT, me, timeout=TIMEOUT_S)
    ending.callback(server.close)
    if url.scheme == "smtp+tls":
        server.starttls(context=_tls())
    if url.username and url.password:
        server.login(unquote(url.username), unquote(url.password))
    return server


def _tls() -> ssl.SSLContext:
    """What makes the server prove who it is; reading whom the machine trusts takes longer than sending a mail."""
    return ssl.create_default_context()


def _greet(server: smtplib.SMTP, recipient: str) -> None:
    """Everything before the text; a mail that stops here was never accepted, so it may be tried again."""
    server.ehlo_or_helo_if_needed()
    _expect(server.mail(parseaddr(settings.GAIYUE_MAIL_FROM)[1]), TAKEN)
    _expect(server.rcpt(recipient), TAKEN)
    _expect(server.docmd("DATA"), GO_AHEAD)


def _hand_over(server: smtplib.SMTP, wire: bytes) -> None:
    """The text, and the server's word for it."""
    try:
        cast(socket, server.sock).settimeout(ANSWER_S)
        server.send(wire)
        answer = server.getreply()
    except (OSError, smtplib.SMTPException) as trouble:
        raise NobodyKnows(f"{type(trouble).__name__}: {trouble}") from trouble
    _expect(answer, TAKEN)


def _take_leave(server: smtplib.SMTP) -> None:
    """Servers note a connection that is just dropped; whatever they say to this, the mail is theirs."""
    with suppress(OSError, smtplib.SMTPException):
        cast(socket, server.sock).settimeout(LEAVE_S)
        server.quit()


def _expect(answer: tuple[int, bytes], wanted: int) -> None:
    code, words = answer
    if code == wanted or (wanted == TAKEN and TAKEN <= code < TAKEN + 10):
        return
    said = f"{code} {words.decode(errors='replace')}"
    raise Refused(said) if code >= FOR_GOOD else NotNow(said)
