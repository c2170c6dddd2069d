"""Notices that say what is no longer so: nobody finds them among what is new."""

from gaiyue.base import clock
from gaiyue.notify import visit_words as words
from gaiyue.notify.models import Message
from gaiyue.notify.states import Channel


def settle_closed(park: str, reference: str) -> None:
    """The block of the visit is open again: that it was closed counts as read, as a newer notice says how it stands."""
    told = Message.objects.filter(
        park=park, about=reference, channel=Channel.INAPP, kind=words.MOVE_OPENED, read_at=None
    )
    told.update(read_at=clock.now())
