"""What of this park stands in the examples, so that a copied call works: a service, its place, and what is free."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from gaiyue.base import clock
from gaiyue.booking.queries.blocks import Stretch, blocks_between
from gaiyue.booking.queries.services import services
from gaiyue.policy.queries import limits_in_force

A_FORTNIGHT: Final = timedelta(days=13)
FEW: Final = 3
"""Services that are looked through for something free; the page is everybody's."""


def things_here(park: str) -> Mapping[str, str]:
    """What the document has as an example → what there is; only what was found."""
    for one in services(park)[:FEW]:
        stretch = Stretch(one.code, clock.today(), clock.today() + A_FORTNIGHT)
        free = [row for row in blocks_between(park, stretch) if row.free]
        if not free:
            continue
        limits, _edition = limits_in_force(park, one.code, clock.now())
        found = {
            "tax-registration": one.code,
            "lakeside": free[0].location,
            "4711": str(free[0].id),
            "4712": str(free[-1].id),
        }
        if limits.statement_reasons:
            found["customs_inspection"] = min(limits.statement_reasons)
        return found
    return {}
