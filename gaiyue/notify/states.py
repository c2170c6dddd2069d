"""The ways a message can go, and the states it passes on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message reaches somebody."""

    INAPP = "inapp", _("站内通知")
    EMAIL = "email", _("邮件")


class State(models.TextChoices):
    """Where a message stands."""

    QUEUED = "queued", _("待发送")
    SENDING = "sending", _("正在交给邮件服务器")
    SENT = "sent", _("已发送")
    SHOWN = "shown", _("已在页面显示")
    FAILED = "failed", _("发送失败")
    UNSURE = "unsure", _("不确定是否送出")
    CLOSED = "closed", _("不再发送")
    STALE = "stale", _("已有更新的消息，没有发送")


WAYS_OUT: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.SHOWN, State.FAILED, State.QUEUED, State.STALE}),
    State.SENDING: frozenset({State.SENT, State.QUEUED, State.FAILED, State.UNSURE}),
    State.UNSURE: frozenset({State.SENT, State.FAILED}),
    State.SENT: frozenset(),
    State.SHOWN: frozenset(),
    State.FAILED: frozenset(),
    State.CLOSED: frozenset(),
    State.STALE: frozenset(),
}
"""What may follow what.

`sending` lasts from just before the text is handed over until the server has answered. Whoever finds a message there
can't know whether it arrived: it becomes `unsure`, is never sent again by itself, and staff see it. `stale` is a mail
that had to wait, and whose visit went on meanwhile: the mail about that says all, and this one would be wrong.
"""

TROUBLED = frozenset({State.FAILED, State.UNSURE})
"""States in which a person has to look."""

BY_HAND: dict[State, frozenset[State]] = {
    state: frozenset({State.QUEUED, State.CLOSED}) for state in TROUBLED
}
"""What a person may decide about a message; no delivery takes these ways by itself."""


def ways_by_hand(state: str) -> frozenset[State]:
    """What a person may make of a message in that state."""
    return BY_HAND.get(State(state), frozenset())


def ways_in(wanted: State) -> list[str]:
    """The states from which a message may become `wanted`."""
    return [str(state) for state, ways in WAYS_OUT.items() if wanted in ways]
