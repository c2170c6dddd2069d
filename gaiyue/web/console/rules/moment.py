"""From when on rules are in force, as a day and an hour that somebody typed."""

from datetime import date, datetime, time

from django.http import QueryDict

from gaiyue.base import clock

LAST_DAY = date(2199, 12, 31)


def moment_typed(data: QueryDict) -> datetime | None:
    """The moment; None for at once, where nothing was typed. ValueError for what is no day or no hour."""
    on, hour = (data.get(name, "").strip() for name in ("effective_on", "effective_hour"))
    if not on and not hour:
        return None
    day = date.fromisoformat(on)
    if day > LAST_DAY:
        raise ValueError(on)
    return datetime.combine(day, time.fromisoformat(hour or "00:00"), clock.ZONE)
