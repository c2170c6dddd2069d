"""What somebody looks for among visits: filters of a list, and what was typed."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.booking.models import Appointment


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: codes of a service, a state and a company, and what was typed. Empty is "any"."""

    service: str = ""
    state: str = ""
    enterprise: str = ""
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return any((self.service, self.state, self.enterprise, self.text))


ANY = Wanted()


def narrowed(rows: QuerySet[Appointment], wanted: Wanted) -> QuerySet[Appointment]:
    """Those of the rows that are looked for."""
    if wanted.service:
        rows = rows.filter(service__code=wanted.service)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.enterprise:
        rows = rows.filter(enterprise__code=wanted.enterprise)
    return rows.filter(_says(wanted.text)) if wanted.text else rows


def _says(text: str) -> Q:
    """A reference however it was typed, or a part of what the card shows."""
    try:
        return Q(reference=read_reference(text))
    except ReferenceInvalid:
        shown = (
            "service__name_zh",
            "service__name_en",
            "block__location__name_zh",
            "block__location__name_en",
            "enterprise__name",
            "contact_name",
        )
        found = Q(reference__icontains="".join(text.split()).replace("-", ""))
        for field in shown:
            found |= Q(**{f"{field}__icontains": text})
        return found
