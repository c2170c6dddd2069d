"""What the room records: what people decided about messages that got stuck."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("message.resent")
@dataclass(frozen=True, slots=True)
class MessageResent:
    """Staff had a message that failed, or may not have arrived, sent once more."""

    message: int
    about: Code
    before: Code


@kind("message.closed")
@dataclass(frozen=True, slots=True)
class MessageClosed:
    """Staff decided that a message that failed, or may not have arrived, is not sent any more."""

    message: int
    about: Code
    before: Code
