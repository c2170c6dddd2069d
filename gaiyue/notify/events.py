"""What the room records: reminders that went out, which mails people want, and what staff decided about stuck ones."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("appointment.reminded")
@dataclass(frozen=True, slots=True)
class AppointmentReminded:
    """The company was reminded: that it can soon not be moved any more ("change"), or of the visit itself ("visit")."""

    what: Code


@kind("account.mails_chosen")
@dataclass(frozen=True, slots=True)
class MailsChosen:
    """A person chose which mails about visits they want."""

    news: bool
    reminders: bool


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
