"""Every code that a program may meet, with its sentence, taken from the tables that the answers are made from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from gaiyue.api import field_errors
from gaiyue.api.history import KINDS as HAPPENED
from gaiyue.api.problems import CODES, KINDS
from gaiyue.booking.refusals import SENTENCES as REFUSED
from gaiyue.people.wording import member_role_choices, staff_role_choices
from gaiyue.policy.reasons import NoteCode, ReasonCode, StepCode
from gaiyue.policy.wording import SENTENCES, STEPS

OF_THE_COUNTER: Final = ("call.", "undo.")
"""Objections to what only the counter's pages do."""

Said = Iterable[tuple[str, str]]


def code_tables() -> list[dict[str, Any]]:
    """The tables, in Chinese; `%(deadline)s` in a sentence is filled by the fact of that name."""
    with override(None):
        return [_table(name, said, rows) for name, said, rows in _tables()]


def _table(name: str, said: str, rows: Said) -> dict[str, Any]:
    codes = [{"code": str(code), "description": str(text)} for code, text in rows]
    return {"name": name, "description": said, "codes": codes}


def _tables() -> Iterable[tuple[str, str, Said]]:
    asked = [code for code in ReasonCode if not code.startswith(OF_THE_COUNTER)]
    contact = {code: text for code, text in REFUSED.items() if code in NOT_ACCEPTED}
    yield (
        "problems",
        _("问题的 code（除了下面两种）"),
        [(c, KINDS[k].title) for c, k in CODES.items()],
    )
    yield "reasons", _("409 里的原因（reasons）；第一个也是问题的 code"), _called(SENTENCES, asked)
    yield "notes", _("提醒（notes）"), _called(SENTENCES, NoteCode)
    yield "next_steps", _("下一步（next_steps）"), _called(STEPS, StepCode)
    yield "refusals", _("422 没有办理时的 code"), _plain(contact)
    yield "errors", _("422 里每一处的 code（errors）"), _called(field_errors.SENTENCES)
    yield "history", _("经过的种类（kind）"), list(HAPPENED.items())
    yield (
        "roles",
        _("角色（role）"),
        [*_plain(dict(member_role_choices())), *_plain(dict(staff_role_choices()))],
    )


NOT_ACCEPTED: Final = (
    "contact.name_too_long",
    "contact.phone_too_long",
    "contact.phone_unreadable",
)
"""What the deeds of the API answer instead of a decision."""


def _called(table: Mapping[Any, Callable[[], str]], codes: Iterable[str] | None = None) -> Said:
    return [(code, table[code]()) for code in (table if codes is None else codes)]


def _plain(table: Mapping[str, "str | Promise"]) -> Said:
    return [(code, str(text)) for code, text in table.items()]
