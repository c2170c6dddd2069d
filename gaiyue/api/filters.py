"""Filters that name something: what the park doesn't have is said, not answered with an empty list."""

from gaiyue.api.field_errors import at_parameter
from gaiyue.api.problems import invalid
from gaiyue.booking.queries.names import location_names, service_names


def refuse_unknown(park: str, *, service: str | None = None, location: str | None = None) -> None:
    """A problem for a service or a location that the park never had; one query for each that was named."""
    wrong = []
    if service is not None and service not in service_names(park):
        wrong.append(at_parameter("unknown_service", "service"))
    if location is not None and location not in location_names(park):
        wrong.append(at_parameter("unknown_location", "location"))
    if wrong:
        raise invalid(*wrong)
