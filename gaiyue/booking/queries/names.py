"""The names behind the codes of services and buildings, withdrawn ones too: for whoever reads the record."""

from collections.abc import Mapping

from gaiyue.booking.models import Location, Service

Both = tuple[str, str]
"""A name in Chinese and in English."""


def service_names(park: str) -> Mapping[str, Both]:
    """Code → names of every service the park ever had; one query. A park has few."""
    rows = Service.objects.filter(park=park).values_list("code", "name_zh", "name_en")
    return {code: (zh, en) for code, zh, en in rows}


def location_names(park: str) -> Mapping[str, Both]:
    """Code → names of every building; one query."""
    rows = Location.objects.filter(park=park).values_list("code", "name_zh", "name_en")
    return {code: (zh, en) for code, zh, en in rows}
