"""What the room records: reminders that went out, and what people decided about messages that got stuck."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("appointment.reminded")
@dataclass(frozen=True, slots=True)
class AppointmentReminded:
    """The company was reminded: that it can soon not be moved any more ("change"), or of the visit itself ("visit")."""

    what: Code


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
