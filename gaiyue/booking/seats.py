"""The invariant: a seat is taken or given back by one conditional UPDATE that must change exactly one row.

Always the last statements of a deed, in one pass over the blocks by ascending id, so that a hot block is locked for
as short as can be and two deeds never wait for each other in a circle.
"""

from django.db.models import F

from gaiyue.base.prepared import Change, Given
from gaiyue.base.transaction import Again
from gaiyue.booking.models import Block

_TAKE = Change(
    lambda: Block.objects.filter(
        pk=Given("block"), is_open=True, taken__lt=F("capacity") - F("reserve")
    ),
    {"taken": F("taken") + 1},
)
_GIVE_BACK = Change(
    lambda: Block.objects.filter(pk=Given("block"), taken__gte=1), {"taken": F("taken") - 1}
)


class NoSeat(Again):
    """Somebody else took the last seat, or the block was closed, while this deed was under way."""

    def __init__(self, block: int) -> None:
        super().__init__(block)
        self.block = block


class SeatsInconsistent(RuntimeError):
    """A seat was to be given back that nobody held: the reconcile job would have raised the alarm, too."""


def exchange_seats(*, give_back: int | None = None, take: int | None = None) -> None:
    """Give back a seat of one block and take an ordinary seat of another, both or neither.

    Raises NoSeat when the wanted block is closed or has no seat outside its reserve; the caller lets it roll the
    whole deed back, so that the old seat was never given up.
    """
    for block in sorted(block for block in {give_back, take} if block is not None):
        if block == take:
            _take(block)
        else:
            _give_back(block)


def _take(block: int) -> None:
    if _TAKE(block=block) != 1:
        raise NoSeat(block)


def _give_back(block: int) -> None:
    if _GIVE_BACK(block=block) != 1:
        raise SeatsInconsistent(f"block {block} has no seat to give back")
