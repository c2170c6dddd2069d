"""Forget messages: secrets as soon as they are worth nothing, the rest after half a year."""

from datetime import timedelta

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel, State
from gaiyue.notify.too_late import VALID_FOR

KEPT = timedelta(days=183)


@deed
def forget_messages(park: str) -> int:
    """Blank the words of mails that open nothing any more, delete messages that are half a year old; how many went.

    A mail still waiting is left to its delivery, which finds it too old to be sent.
    """
    now = clock.now()
    mails = Message.objects.filter(park=park, channel=Channel.EMAIL)
    for beginning, valid in VALID_FOR:
        secret = mails.filter(kind__startswith=beginning, created_at__lt=now - valid)
        secret.exclude(state__in=[State.QUEUED, State.SENDING]).exclude(text="").update(
            text="", html=""
        )
    old = Message.objects.filter(park=park, channel__in=Channel.values, created_at__lt=now - KEPT)
    return old.delete()[0]
