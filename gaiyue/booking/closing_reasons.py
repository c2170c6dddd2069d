"""Why a block is closed: the park's reasons, the desk's own, and those of the house. Codes, and how they are said."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaiyue.base.errors import Refusal
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.calendars.wording import say_occasion

HOLIDAY = "holiday"
"""The notice of the year made the day a holiday."""

WEEK_CHANGED = "week_changed"
"""The weekly plan has no such block any more."""

DESK: Final[dict[str, Promise]] = {
    "short_of_staff": _("窗口人手不足"),
    "counter_moves": _("窗口搬迁或改造"),
    "training": _("业务培训"),
}
"""Reasons of one counter, beside those for which a whole park closes."""

HOUSE: Final[dict[str, Promise]] = {
    HOLIDAY: _("节假日放假"),
    WEEK_CHANGED: _("每周安排已调整"),
}
"""Reasons that nobody chooses."""


def closing_reasons() -> list[tuple[str, str]]:
    """Code and word of each reason that can be chosen for closing blocks, in the active language."""
    return [
        *((why.value, say_occasion(why)) for why in WhyClosed if why is not WhyClosed.OTHER),
        *((code, str(word)) for code, word in DESK.items()),
        (WhyClosed.OTHER.value, say_occasion(WhyClosed.OTHER)),
    ]


def say_closed(code: str) -> str:
    """The word for a reason; the plain one for a code of an earlier time."""
    if code in DESK or code in HOUSE:
        return str({**DESK, **HOUSE}[code])
    return say_occasion(code if code in set(WhyClosed) else WhyClosed.OTHER)


def check_reason(code: str) -> None:
    """Refusal `closing.reason` for a code that can't be chosen."""
    if code not in DESK and code not in set(WhyClosed):
        raise Refusal("closing.reason", {"because": code})
