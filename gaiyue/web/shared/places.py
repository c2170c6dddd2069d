"""The parts of the console, as the navigation of staff lists them: what the reader's role may open."""

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gaiyue.base.actor import Actor
from gaiyue.people.permissions import May, may


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    is_here: bool


PARTS: Final = (
    ("console_today", gettext_noop("今日窗口"), May.SEE_BOARD),
    ("console_find", gettext_noop("查找"), May.SEE_BOARD),
    ("console_planning", gettext_noop("排班"), May.SEE_BOARD),
    ("console_services", gettext_noop("事项与地点"), May.SEE_BOARD),
    ("console_companies", gettext_noop("企业名录"), May.SEE_BOARD),
    ("console_messages", gettext_noop("消息"), May.SEE_BOARD),
    ("console_rules", gettext_noop("规则"), May.SEE_BOARD),
    ("console_calendar", gettext_noop("日历"), May.SEE_BOARD),
    ("console_team", gettext_noop("人员"), May.SEE_BOARD),
    ("console_record", gettext_noop("记录"), May.READ_RECORD),
)
"""Name of the address, label, and what one must be allowed to do to see it."""


def console_places(actor: Actor, *, path: str) -> tuple[Place, ...]:
    """The parts that the actor may open, in order; the page at `path` belongs to the one with the longest address."""
    found = [
        (_(label), url)
        for name, label, needs in PARTS
        if may(actor, needs) and (url := _address(name))
    ]
    here = max((url for _label, url in found if path.startswith(url)), key=len, default="")
    return tuple(Place(label, url, is_here=url == here) for label, url in found)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
