"""Why a day is marked: the festivals of the notices, and the park's own reasons. Codes; wording.py has the words."""

from enum import StrEnum


class Festival(StrEnum):
    """What a holiday, or the weekend worked for it, belongs to."""

    NEW_YEAR = "new_year"
    SPRING_FESTIVAL = "spring_festival"
    TOMB_SWEEPING = "tomb_sweeping"
    LABOUR_DAY = "labour_day"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"
    SPECIAL = "special"
    """A day off given once, such as 3 September 2015."""


class WhyClosed(StrEnum):
    """Why the park closes on a day on which it would be open."""

    MAINTENANCE = "maintenance"
    POWER_CUT = "power_cut"
    SYSTEM_FAILURE = "system_failure"
    EXTREME_WEATHER = "extreme_weather"
    OFFICIAL_EVENT = "official_event"
    OTHER = "other_closure"


class WhyExtra(StrEnum):
    """Why the park opens on a day on which it would be closed."""

    HIGH_DEMAND = "high_demand"
    MAKES_UP_FOR_CLOSURE = "makes_up_for_closure"
    CAMPAIGN = "campaign"
    OTHER = "other_extra"
