"""What happened to a visit, from the record: kinds and times for programs, nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_noop as _

from gaiyue.api.schemas.appointments import HistoryEntry
from gaiyue.base.actor import Actor
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.eventlog.queries import Entry, history, via_of
from gaiyue.people.access import roles_of
from gaiyue.people.masking import Field, mask
from gaiyue.people.tokens import token_names

KINDS: Final[Mapping[str, str]] = {
    "appointment.booked": _("预约了"),
    "appointment.moved": _("改约了"),
    "appointment.cancelled": _("取消了"),
    "appointment.checked_in": _("签到了"),
    "appointment.called": _("叫到了窗口"),
    "appointment.undone": _("窗口撤销了上一步"),
    "appointment.completed": _("办完了"),
    "appointment.left": _("签到后没有等到人，不算失约"),
    "appointment.no_show": _("没有来"),
    "appointment.move_opened": _("园区停办这个时段，可以随时改约"),
    "appointment.resumed": _("园区恢复办理，预约照旧"),
    "appointment.reminded": _("系统发了提醒"),
    "link.revoked": _("以前发出的预约链接作废了"),
    "contact.corrected": _("联系人或联系电话更正了"),
}
"""Whatever can happen to a visit; a test keeps it complete."""


def entries(row: VisitRow, *, actor: Actor) -> list[HistoryEntry]:
    """The history of a visit that the actor may see, the latest first; three queries, one more where programs acted."""
    found = history(actor.park, row.reference)
    roles = roles_of(actor.park, (entry.actor for entry in found))
    programs = token_names((via_of(one.facts) for one in found), actor=actor)
    return [
        _entry(one, row, actor, _By(_by(one.actor, roles, actor), _via(one, programs)))
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class _By:
    """Who, by what they are, and through which program."""

    who: str
    program: str | None


def _entry(entry: Entry, row: VisitRow, actor: Actor, by: _By) -> HistoryEntry:
    note = entry.details.get("note", "")
    return HistoryEntry(
        at=entry.at,
        kind=entry.kind,
        by=by.who,
        via=by.program,
        edition=entry.edition,
        statement=str(entry.facts.get("statement") or ""),
        note=mask(note, Field.VISIT_NOTE, actor=actor, of=row.enterprise),
        from_starts_at=_moment(entry.facts.get("from_starts_at")),
        to_starts_at=_moment(entry.facts.get("to_starts_at") or entry.facts.get("starts_at")),
    )


def _via(entry: Entry, programs: Mapping[str, str]) -> str | None:
    via = via_of(entry.facts)
    return programs.get(via, "") if via else None


def _by(code: str, roles: dict[str, str], actor: Actor) -> str:
    if code == actor.code:
        return "you"
    role = roles.get(code, "system")
    if role in ("member", "link"):
        return "company"
    return "system" if role == "system" else "staff"


def _moment(kept: object) -> datetime | None:
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None
