"""Whether a park is a demo: what its own record says, never an environment variable alone."""

from typing import Final

from django.conf import settings

from gaiyue.base.cells import current_cell
from gaiyue.eventlog.one import has_happened

SUBJECT: Final = "demo"
"""What the demo's own events are about."""
ADVANCED: Final = "demo.advanced"

_known: set[tuple[str, str]] = set()
"""The demos found by this process: a park that began as one stays one. A park that is none is asked again."""


def is_demo(park: str) -> bool:
    """Whether everybody may be anybody here and no mail leaves: the process says so, and the park carries the mark.

    GAIYUE_DEMO=1 over a park with real companies opens nothing. One query, and none once a demo is known.
    """
    if not settings.DEMO:
        return False
    place = (current_cell(), park)
    if place not in _known and has_happened(park, SUBJECT, kind=ADVANCED):
        _known.add(place)
    return place in _known
