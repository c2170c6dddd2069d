"""Forget messages: secrets after a day, the rest after half a year."""

from datetime import timedelta

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.notify.deliver import SECRET, SECRET_FOR
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel, State

KEPT = timedelta(days=183)


@deed
def forget_messages(park: str) -> int:
    """Blank the words of sign-in mails that are a day old, delete messages that are half a year old; how many went.

    A sign-in mail still waiting is left to its delivery, which finds it too old to be sent.
    """
    now = clock.now()
    mails = Message.objects.filter(park=park, channel=Channel.EMAIL)
    secret = mails.filter(kind__startswith=SECRET, created_at__lt=now - SECRET_FOR)
    secret.exclude(state__in=[State.QUEUED, State.SENDING]).exclude(text="").update(
        text="", html=""
    )
    old = Message.objects.filter(park=park, channel__in=Channel.values, created_at__lt=now - KEPT)
    return old.delete()[0]
