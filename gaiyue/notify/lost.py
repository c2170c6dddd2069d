"""Mails whose work was given up without a word, as when a worker dies of them each time: they come before a person."""

from datetime import timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.jobs.given_up import given_up_since
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import DELIVER
from gaiyue.notify.states import State

LOOKED_BACK: Final = timedelta(days=7)
NOBODY: Final = (
    "Nobody could deliver it in two days, and nobody could say why: see the log of the worker."
)


@deed
def find_lost_mails(park: str) -> int:
    """Mark the mails that still wait though nobody works on them any more; how many.

    One that was being handed over may have arrived. One that staff have had sent once more has a new job, and waits.
    """
    jobs = given_up_since(park, DELIVER, since=clock.now() - LOOKED_BACK)
    keys = [str(payload["message"]) for payload in jobs]
    rows = Message.objects.filter(park=park, key__in=keys)
    waiting = rows.filter(state=State.QUEUED).update(state=State.FAILED, trouble=NOBODY)
    handed = rows.filter(state=State.SENDING).update(state=State.UNSURE, trouble=NOBODY)
    return waiting + handed
