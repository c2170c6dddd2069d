"""What happened to a visit, in plain words: the record read for its owner or the counter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gaiyue.base.actor import Actor
from gaiyue.calendars.wording import say_moment
from gaiyue.eventlog.queries import Entry, history, via_of
from gaiyue.people.access import roles_of
from gaiyue.people.masking import Field, mask
from gaiyue.people.permissions import May, may
from gaiyue.people.tokens import token_names
from gaiyue.people.wording import staff_role_choices
from gaiyue.web.shared.who import by_program


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One line of the history."""

    at: datetime
    text: str
    actor_label: str
    detail: str


def show_history(reference: str, *, actor: Actor, reasons: Mapping[str, str]) -> list[ShownEntry]:
    """The history of a visit, newest first, without the ticks on its papers. `reasons` by code.

    Three queries, one more where programs acted.

    Whoever may see the visit may see its history; who did something is said by role, never by name.
    """
    entries = [one for one in history(actor.park, reference) if one.kind in SENTENCES]
    roles = roles_of(actor.park, (entry.actor for entry in entries))
    programs = token_names((via_of(entry.facts) for entry in entries), actor=actor)
    return [
        ShownEntry(
            at=entry.at,
            text=_text(entry),
            actor_label=by_program(via_of(entry.facts), programs, _who(entry.actor, roles, actor)),
            detail=_detail(entry, reasons, actor),
        )
        for entry in entries
    ]


SENTENCES: dict[str, Callable[[], str]] = {
    "appointment.booked": lambda: _("预约成功：%(starts_at)s。%(change_until)s之前可以自己修改。"),
    "appointment.moved": lambda: _("改约成功：从%(from_starts_at)s改到%(to_starts_at)s。"),
    "appointment.cancelled": lambda: _("预约已取消，名额已放出。"),
    "appointment.checked_in": lambda: _("已到窗口签到。"),
    "appointment.called": lambda: _("已叫号，请到窗口办理。"),
    "appointment.undone": lambda: _("窗口撤销了上一步：%(what)s。"),
    "appointment.completed": lambda: _("办理完成。"),
    "appointment.left": lambda: _("签到后没有等到企业的人，这次不算失约。"),
    "appointment.no_show": lambda: _("到了时间没有来。"),
    "appointment.move_opened": lambda: _(
        "园区当天不办理，这次预约可以随时改期，不受提前天数限制。"
    ),
    "appointment.resumed": lambda: _("园区恢复办理，预约照旧。"),
    "appointment.reminded": lambda: _("系统提醒了企业。"),
    "link.revoked": lambda: _("以前发出的预约链接已经作废。"),
    "contact.corrected": lambda: _("联系人或联系电话已更正。"),
}
"""Kind of event about a visit → its sentence, read in the language of the moment; a test keeps it complete."""


UNDONE: dict[str, Callable[[], str]] = {
    "check_in": lambda: _("签到"),
    "call": lambda: _("叫号"),
    "complete": lambda: _("办完"),
    "no_show": lambda: _("记为未到"),
}
"""What the counter can take back, in a word."""


def _text(entry: Entry) -> str:
    facts = {
        name: _moment(value) if name.endswith(("_at", "_until")) else value
        for name, value in entry.facts.items()
    }
    if entry.kind == "appointment.booked" and _is_fixed(entry):
        return _("预约成功：%(starts_at)s。自己修改的截止时间当时已过，约好后不能自己改。") % facts
    if entry.kind == "appointment.undone":
        facts["what"] = UNDONE[str(facts["what"])]()
        if facts.get("late"):
            return _("窗口事后更正，撤销了%(what)s。") % facts
    say = SENTENCES.get(entry.kind)
    return say() % facts if say else _("有一项变动：%(kind)s。") % {"kind": entry.kind}


def _is_fixed(entry: Entry) -> bool:
    """Whether it was booked so late that it could not be changed by oneself from the beginning."""
    until = entry.facts.get("change_until")
    return isinstance(until, str) and datetime.fromisoformat(until) <= entry.at


def _moment(value: object) -> object:
    return say_moment(datetime.fromisoformat(value)) if isinstance(value, str) else value


def _detail(entry: Entry, reasons: Mapping[str, str], actor: Actor) -> str:
    statement = reasons.get(str(entry.facts.get("statement", "")), "")
    # Whoever reads a history may see its visit, so that it counts as one of their own.
    own = next(iter(actor.scope), "")
    note = mask(entry.details.get("note", ""), Field.VISIT_NOTE, actor=actor, of=own)
    if statement and note:
        return _("原因：%(reason)s。%(note)s") % {"reason": statement, "note": note}
    return _("原因：%(reason)s") % {"reason": statement} if statement else note


def _who(code: str, roles: Mapping[str, str], actor: Actor) -> str:
    role = roles.get(code, "")
    if role == "link":  # who it was nobody knows, not even under the same link
        return _("持预约链接的人")
    if code == actor.code:
        return _("您本人")
    if role == "member":
        return _("企业经办人")
    if role == "system":
        return _("系统")
    if may(actor, May.SEE_BOARD) and (name := dict(staff_role_choices()).get(role)):
        return str(name)  # colleagues ask each other: the counter, or who decides there
    return _("窗口人员") if role in ("clerk", "specialist") else _("园区工作人员")
