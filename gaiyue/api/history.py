"""What happened to a visit, from the record: kinds and times for programs, nobody's name."""

from datetime import datetime

from gaiyue.api.schemas.appointments import HistoryEntry
from gaiyue.base.actor import Actor
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.eventlog.queries import Entry, history
from gaiyue.people.access import roles_of
from gaiyue.people.masking import Field, mask


def entries(row: VisitRow, *, actor: Actor) -> list[HistoryEntry]:
    """The history of a visit that the actor may see, the latest first; three queries."""
    found = history(actor.park, row.reference)
    roles = roles_of(actor.park, (entry.actor for entry in found))
    return [_entry(one, row, actor, _by(one.actor, roles, actor)) for one in found]


def _entry(entry: Entry, row: VisitRow, actor: Actor, by: str) -> HistoryEntry:
    note = entry.details.get("note", "")
    return HistoryEntry(
        at=entry.at,
        kind=entry.kind,
        by=by,
        edition=entry.edition,
        statement=str(entry.facts.get("statement") or ""),
        note=mask(note, Field.VISIT_NOTE, actor=actor, of=row.enterprise),
        from_starts_at=_moment(entry.facts.get("from_starts_at")),
        to_starts_at=_moment(entry.facts.get("to_starts_at") or entry.facts.get("starts_at")),
    )


def _by(code: str, roles: dict[str, str], actor: Actor) -> str:
    if code == actor.code:
        return "you"
    role = roles.get(code, "system")
    if role in ("member", "link"):
        return "company"
    return "system" if role == "system" else "staff"


def _moment(kept: object) -> datetime | None:
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None
