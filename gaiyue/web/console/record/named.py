"""The codes of the record with the names that they stand for, as far as its reader may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gaiyue.base.actor import Actor
from gaiyue.booking.queries.names import location_names, service_names
from gaiyue.eventlog.queries import RecordRow
from gaiyue.people.companies import company_names
from gaiyue.people.masking import Field
from gaiyue.people.team import departments
from gaiyue.people.wording import member_role_choices, staff_role_choices, tier_choices
from gaiyue.policy.queries import WHOLE_PARK
from gaiyue.web.shared.history import UNDONE
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.reader import masked

COMPANY: Final = ("enterprise", "by", "into", "merged")
OF_DETAIL: Final[Mapping[str, Field | None]] = {
    "note": Field.VISIT_NOTE,
    "reason": Field.TIER_REASON,
    "contact_name_before": Field.CONTACT_NAME,
    "contact_phone_before": Field.CONTACT_PHONE,
    "name": None,
    "name_before": None,
    "industry_before": None,
}
"""Text beside an event → what of a person it is, None for names of companies and things; no other is shown."""


@dataclass(frozen=True, slots=True)
class Named:
    """What stands behind the codes of one page: by the first word of a subject, code → name."""

    names: Mapping[str, Mapping[str, str]]
    people: Mapping[str, str]

    def subject(self, subject: str) -> str:
        """What an event is about, with its name; "" where the code says all there is."""
        kind, _colon, code = subject.partition(":")
        if kind == "account":
            return self.people.get(subject, "")
        return self.names.get(SUBJECTS.get(kind, kind), {}).get(code, "")

    def edition(self, code: str) -> str:
        """Which rules an event was judged by; "" for one that no rule decides."""
        service, _slash, number = code.rpartition("/")
        if not service:
            return ""
        name = self.names["service"].get(service, service)
        return _("%(name)s第 %(number)s 版规则") % {"name": name, "number": number}

    def facts(self, row: RecordRow) -> dict[str, object]:
        """The facts of an event for its sentence: every code with the name it stands for."""
        return {name: self._named(row.kind, name, value) for name, value in row.facts.items()}

    def _named(self, kind: str, name: str, value: object) -> object:
        if isinstance(value, list):
            return [self._named(kind, name, one) for one in value]
        known = self.names.get(_what(kind, name), {}).get(str(value))
        if known is None:
            return value
        if _what(kind, name) == "enterprise":
            return _("“%(name)s”（%(code)s）") % {"name": known, "code": value}
        return known


def named(rows: Iterable[RecordRow], *, people: Mapping[str, str], actor: Actor) -> Named:
    """What the codes of these events stand for; four queries however many there are."""
    companies = {
        str(value) for row in rows for name, value in row.facts.items() if name in COMPANY
    } | {row.subject.partition(":")[2] for row in rows if row.subject.startswith("enterprise:")}
    services = {code: in_language(*both) for code, both in service_names(actor.park).items()}
    return Named(
        names={
            "enterprise": company_names(companies, actor=actor),
            "service": services | {WHOLE_PARK: _("全园区")},
            "location": {
                code: in_language(*both) for code, both in location_names(actor.park).items()
            },
            "department": {
                one.code: in_language(one.name_zh, one.name_en) for one in departments(actor.park)
            },
            "member": _words(member_role_choices()),
            "staff": _words(staff_role_choices()),
            "tier": _words(tier_choices()),
            "fields": _words(FIELDS),
            "undone": {code: say() for code, say in UNDONE.items()},
        },
        people=people,
    )


def details_of(row: RecordRow) -> list[str]:
    """The texts beside an event, as far as the reader may see them; none of which nobody said what it is."""
    known = ((OF_DETAIL[name], text) for name, text in row.details.items() if name in OF_DETAIL)
    shown = (text if what is None else masked(text, what, of="") for what, text in known)
    return [text for text in shown if text]


SUBJECTS: Final = {"policy": "service", "visits": "service"}
"""The first word of a subject → whose codes follow it, where the two differ."""

WHAT: Final[Mapping[str, str]] = {
    **dict.fromkeys(COMPANY, "enterprise"),
    **dict.fromkeys(
        ("department", "from_department", "to_department", "departments"), "department"
    ),
    **dict.fromkeys(("from_role", "to_role"), "staff"),
    "service": "service",
    "location": "location",
    "fields": "fields",
    "what": "undone",
    "tier": "tier",
}
"""A fact → whose code it is; `role`, `before` and `after` depend on the kind of event."""


def _what(kind: str, name: str) -> str:
    if name in ("role", "before", "after"):
        if kind == "enterprise.tier_set":
            return "tier"
        return kind.partition(".")[0]
    return WHAT.get(name, "")


def _words(choices: Iterable[tuple[str, "str | Promise"]]) -> dict[str, str]:
    return {code: str(said) for code, said in choices}


FIELDS: Final[tuple[tuple[str, Promise], ...]] = (
    ("name", gettext_lazy("名称")),
    ("industry", gettext_lazy("所属行业")),
    ("size", gettext_lazy("企业规模")),
    ("contact_name", gettext_lazy("企业联系人")),
    ("contact_phone", gettext_lazy("企业联系电话")),
    ("credit_code", gettext_lazy("统一社会信用代码")),
    ("login", gettext_lazy("登录名（邮箱）")),
    ("phone", gettext_lazy("电话")),
    ("name_zh", gettext_lazy("中文名")),
    ("name_en", gettext_lazy("英文名")),
    ("summary_zh", gettext_lazy("中文说明")),
    ("summary_en", gettext_lazy("英文说明")),
    ("note_zh", gettext_lazy("中文说明")),
    ("note_en", gettext_lazy("英文说明")),
    ("address", gettext_lazy("地址")),
    ("minutes", gettext_lazy("每次分钟数")),
    ("department", gettext_lazy("科室")),
    ("is_required", gettext_lazy("是否必须")),
)
"""The fields that can be corrected, in a word."""
