"""Until when an enterprise is paused for visits that it missed. 爽约"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gaiyue.policy.limits import Limits


def pause_after(missed: Sequence[datetime], *, limits: Limits) -> datetime | None:
    """The end of the last pause that these missed visits (moments, in order) bring; None when there is none.

    A pause begins with each missed visit that is the `no_show_limit`-th or later within `no_show_window_days`.
    """
    window = timedelta(days=limits.no_show_window_days)
    ends = [
        at + timedelta(days=limits.no_show_pause_days)
        for at in missed
        if sum(at - window < other <= at for other in missed) >= limits.no_show_limit
    ]
    return max(ends, default=None)
