"""Correct what is known of a company."""

from dataclasses import asdict, dataclass
from typing import Final

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.transaction import deed
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.people.access import lock_enterprise
from gaiyue.people.events import EnterpriseCorrected
from gaiyue.people.models import Enterprise
from gaiyue.people.models.enterprise import Size
from gaiyue.people.permissions import May, may
from gaiyue.people.seen import refuse_changed

LENGTHS: Final = {"name": 128, "industry": 64, "contact_name": 64, "contact_phone": 32}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyData:
    """What is known of a company and can be corrected; `size` is a code."""

    name: str
    industry: str
    size: str
    contact_name: str = ""
    contact_phone: str = ""


@deed
def correct_enterprise(
    enterprise: str, *, data: CompanyData, actor: Actor, seen: str = ""
) -> tuple[str, ...]:
    """Let the company be as `data` says; the names of the fields that changed are returned.

    The person in charge of it may; the name of a verified company is changed by staff alone, who see the licence.
    `seen` marks what the page showed (people/seen.py). Refusals: `form.changed_since`, `enterprise.nameless`,
    `enterprise.size`, `enterprise.too_long`, `enterprise.name_is_verified`.
    """
    company = lock_enterprise(enterprise, actor=actor, what=May.KEEP_PROFILE)
    wanted = {field: one_line(value) for field, value in asdict(data).items()}
    _refuse_wrong(wanted)
    before = {field: getattr(company, field) for field in wanted}
    changed = tuple(field for field in wanted if wanted[field] != before[field])
    if not changed:
        return ()
    refuse_changed(seen, before)
    if "name" in changed and not may_rename(company, actor=actor):
        raise Refusal("enterprise.name_is_verified", {"name": company.name})
    for field in changed:
        setattr(company, field, wanted[field])
    company.save(update_fields=changed)
    texts = {f"{field}_before": before[field] for field in changed if field != "size"}
    event = EnterpriseCorrected(fields=tuple(Code(field) for field in changed))
    record(event, subject=f"enterprise:{enterprise}", actor=actor, details=texts, about=enterprise)
    return changed


def may_rename(company: Enterprise, *, actor: Actor) -> bool:
    """Whether the actor may change the name: of a verified company it is what the licence says."""
    return not company.is_verified or may(actor, May.KEEP_ENTERPRISES)


def _refuse_wrong(wanted: dict[str, str]) -> None:
    if not wanted["name"]:
        raise Refusal("enterprise.nameless")
    if wanted["size"] not in Size.values:
        raise Refusal("enterprise.size", {"size": wanted["size"]})
    for field, most in LENGTHS.items():
        if len(wanted[field]) > most:
            raise Refusal("enterprise.too_long", {"typed": wanted[field], "most": most})
