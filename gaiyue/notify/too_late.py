"""How long what a mail says holds: the words of one that opens nothing any more are neither sent nor kept."""

from datetime import datetime, timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.people.invite import VALID

SIGN_IN: Final = "sign_in."
INVITATION: Final = "invitation"
VALID_FOR: Final = ((SIGN_IN, timedelta(days=1)), (INVITATION, VALID))
"""How the kinds of such mails begin, and for how long."""


def is_too_late(kind: str, written_at: datetime) -> bool:
    """Whether a mail of that kind, written then, opens nothing any more."""
    age = clock.now() - written_at
    return any(kind.startswith(beginning) and age > valid for beginning, valid in VALID_FOR)
