"""The product's application on the Monday of all tests, for server processes that the races start.

With UNGUARDED set, a seat is taken as it must not be: look, and then write.
"""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaiyue.settings")

from gaiyue.asgi import application  # first: it sets Django up

from contextlib import ExitStack  # isort: skip

from gaiyue.base import clock  # isort: skip
from gaiyue.booking import seats  # isort: skip
from gaiyue.booking.models import Block  # isort: skip
from tests import make  # isort: skip

__all__ = ["application"]

ExitStack().enter_context(clock.frozen(make.MONDAY))


def look_then_write(block: int) -> None:
    """What everybody writes first."""
    found = Block.objects.get(pk=block)
    if found.taken >= found.capacity:
        raise seats.NoSeat(block)
    time.sleep(0.5)
    Block.objects.filter(pk=block).update(taken=found.taken + 1)


if os.environ.get("UNGUARDED"):
    seats._take = look_then_write
