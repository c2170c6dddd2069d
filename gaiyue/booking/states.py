"""The states of an appointment, and the only ways from one to another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an appointment stands."""

    BOOKED = "booked", _("已预约")
    CHECKED_IN = "checked_in", _("已签到")
    COMPLETED = "completed", _("已办结")
    NO_SHOW = "no_show", _("未到场")
    CANCELLED = "cancelled", _("已取消")


WAYS_OUT: dict[State, frozenset[State]] = {
    State.BOOKED: frozenset({State.CHECKED_IN, State.COMPLETED, State.NO_SHOW, State.CANCELLED}),
    State.CHECKED_IN: frozenset({State.COMPLETED, State.NO_SHOW}),
    State.COMPLETED: frozenset(),
    State.NO_SHOW: frozenset(),
    State.CANCELLED: frozenset(),
}
"""What may follow what. A move changes the block of a booked visit and leaves its state.

A booked visit is completed without having been checked in only afterwards, when its day has passed (the rule says so).
Who was checked in and never came to the window is a no-show too, but not one that counts towards a pause.
"""

WAYS_BACK: dict[State, frozenset[State]] = {
    State.BOOKED: frozenset(),
    State.CHECKED_IN: frozenset({State.BOOKED}),
    State.COMPLETED: frozenset({State.CHECKED_IN, State.BOOKED}),
    State.NO_SHOW: frozenset({State.CHECKED_IN, State.BOOKED}),
    State.CANCELLED: frozenset(),
}
"""Where a slip at the counter may be taken back to, on its day. A cancelled visit has given its seat away."""

LIVE = frozenset({State.BOOKED, State.CHECKED_IN})
"""States in which a visit still counts as "has one already"."""


def become(state: str, wanted: State) -> State:
    """`wanted`, when a visit in `state` may go there; ValueError when a rule allowed what the table does not."""
    if wanted not in WAYS_OUT[State(state)]:
        raise ValueError(f"no way from {state} to {wanted}")
    return wanted


def go_back(state: str, before: State) -> State:
    """`before`, when a visit in `state` may be taken back there; ValueError as in `become`."""
    if before not in WAYS_BACK[State(state)]:
        raise ValueError(f"no way back from {state} to {before}")
    return before
