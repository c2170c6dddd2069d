"""Forget messages: secrets as soon as they are worth nothing, the rest after half a year."""

from datetime import timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.notify.deliver import SECRET, SECRET_FOR
from gaiyue.notify.invitation import KIND as INVITATION
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel, State
from gaiyue.people.invite import VALID

KEPT = timedelta(days=183)
SECRETS: Final = ((SECRET, SECRET_FOR), (INVITATION, VALID))
"""How kinds of mails begin that open something, and for how long."""


@deed
def forget_messages(park: str) -> int:
    """Blank the words of mails that open nothing any more, delete messages that are half a year old; how many went.

    A mail still waiting is left to its delivery, which finds it too old to be sent.
    """
    now = clock.now()
    mails = Message.objects.filter(park=park, channel=Channel.EMAIL)
    for beginning, valid in SECRETS:
        secret = mails.filter(kind__startswith=beginning, created_at__lt=now - valid)
        secret.exclude(state__in=[State.QUEUED, State.SENDING]).exclude(text="").update(
            text="", html=""
        )
    old = Message.objects.filter(park=park, channel__in=Channel.values, created_at__lt=now - KEPT)
    return old.delete()[0]
