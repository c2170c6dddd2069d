"""The form of a new edition: every setting, and the catalogue of circumstances row by row."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy.circumstances import DECIDERS, Circumstance
from gaiyue.policy.limits import FOLLOWS_WITHIN, LONGEST_CODE, LONGEST_NAME, RANGES, Limits
from gaiyue.policy.limits_json import to_json
from gaiyue.policy.wording import describe_setting, role_name
from gaiyue.policy.wording.limits import sentences_by_topic
from gaiyue.policy.wording.settings import CHOICES

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("notice", ("notice_days", "notice_unit", "notice_convention", "notice_cutoff")),
    ("moving", ("statement_required", "moves_per_appointment", "cancel_lead_minutes")),
    ("choosing", ("horizon_days", "lead_minutes")),
    (
        "visits",
        ("live_per_service", "visits_per_period", "unverified_visits_per_period", "period"),
    ),
    ("missed", ("no_show_limit", "no_show_window_days", "no_show_pause_days")),
)
"""Which settings stand together; the labels of the groups are below."""

TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "notice": ("notice", "example"),
    "moving": ("statement", "moves", "cancelling"),
    "choosing": ("horizon", "lead"),
    "visits": ("at_once", "each_month"),
    "missed": ("missed",),
}
"""Which sentences of the guide a group of settings makes."""

MOST_ROWS: Final = 60
SPARE_ROWS: Final = 1
LONGEST_EVIDENCE: Final = 200
PARTS: Final = tuple(one.name for one in fields(Circumstance))

WHOLE = re.compile(r"-?[0-9]{1,9}")
"""A number as limits have it; one out of its range is told so, and full-width digits mean the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that stand together under one heading."""

    label: str
    fields: tuple[forms.BoundField, ...]
    sentences: tuple[str, ...] = ()
    """What companies read about it now."""
    is_open: bool = True


class SettingsForm(forms.Form):
    """The settings as they are typed; what they are worth, limits_json says. All of it stays as it was typed."""

    effective_on = forms.CharField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    effective_hour = forms.CharField(required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for _group, names in GROUPS:
            for name in names:
                self.fields[name] = _field(name)
        on, hour = self.fields["effective_on"], self.fields["effective_hour"]
        on.label, hour.label = _("从哪天起施行"), _("从几点起施行")
        on.help_text = _("留空表示公布后立即施行。以后的日子也可以，到时候自动生效。")
        hour.help_text = _("留空表示当天零点。")

    def groups(self, present: Limits, calendar: WorkingCalendar) -> Iterator[Group]:
        """The fields by heading, in the order of GROUPS; what was changed or is wrong stands open."""
        labels = {
            "notice": _("提前多久"),
            "moving": _("改约和取消"),
            "choosing": _("可以选哪些时段"),
            "visits": _("可以约几次"),
            "missed": _("约了没来"),
        }
        said, now = sentences_by_topic(present, calendar), initial_of(present)
        typed = self.values()
        for group, names in GROUPS:
            is_changed = any(typed[it] != _plain(it, str(now[it] or "").strip()) for it in names)
            is_wrong = any(name in self.errors for name in names)
            yield Group(
                label=labels[group],
                fields=tuple(self[name] for name in names),
                sentences=tuple(said[topic] for topic in TOPICS[group] if said[topic]),
                is_open=is_changed or is_wrong,
            )

    def values(self) -> dict[str, object]:
        """The settings as limits_json reads them: a number that is none stays a text, to be named."""
        given = {
            name: str(self[name].value() or "").strip() for _group, it in GROUPS for name in it
        }
        return {name: _plain(name, value) for name, value in given.items()}


def _field(name: str) -> forms.Field:
    said = describe_setting(name)
    if name in CHOICES:
        choices = [(str(value), say()) for value, say in CHOICES[name].items()]
        return forms.ChoiceField(label=said.label, help_text=said.help, choices=choices)
    if name == "statement_required":
        choices = [("yes", _("是")), ("no", _("否"))]
        return forms.ChoiceField(label=said.label, help_text=said.help, choices=choices)
    if name == "notice_cutoff":
        return forms.CharField(
            label=said.label,
            help_text=said.help,
            required=False,
            widget=forms.TimeInput(attrs={"type": "time"}),
        )
    bounds = _("%(help)s（%(least)s到%(most)s，单位：%(unit)s）") % {
        "help": said.help,
        "least": said.least,
        "most": said.most,
        "unit": said.unit,
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": "9"})
    return forms.CharField(label=said.label, help_text=bounds, widget=widget)


def _plain(name: str, value: str) -> object:
    if name in RANGES:
        plain = unicodedata.normalize("NFKC", value).replace("−", "-")
        return int(plain) if WHOLE.fullmatch(plain) else value
    if name == "statement_required":
        return {"yes": True, "no": False}.get(value, value)
    return None if name == "notice_cutoff" and not value else value


@dataclass(slots=True)
class Row:
    """One circumstance as it is typed; `number` is its place on the page."""

    number: int
    values: dict[str, str]
    is_reason: bool = True
    is_removed: bool = False
    is_new: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """A spare row that nobody filled in."""
        return self.is_new and not any(
            self.values[part].strip() for part in ("code", "zh", "en", "evidence_zh", "evidence_en")
        )

    @property
    def is_typed(self) -> bool:
        """A new row that somebody began to fill in."""
        return self.is_new and not self.is_blank

    @property
    def parts(self) -> list["Part"]:
        """Its fields in the order in which they are read."""
        return [Part(self, name) for name in PARTS if name != "code" or self.is_new]

    @property
    def deciders(self) -> list[tuple[str, str]]:
        """Who may be named to decide."""
        return [(code, role_name(code)) for code in DECIDERS]


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a row, as the template prints it."""

    row: Row
    name: str

    @property
    def id(self) -> str:
        """Its name in the form, and its id."""
        return f"c{self.row.number}_{self.name}"

    @property
    def value(self) -> str:
        """As it was typed."""
        return self.row.values[self.name]

    @property
    def errors(self) -> list[str]:
        """What is wrong with it."""
        return self.row.errors.get(self.name, [])

    @property
    def longest(self) -> int:
        """How much can be typed."""
        return {"code": LONGEST_CODE, "zh": LONGEST_NAME, "en": LONGEST_NAME}.get(
            self.name, LONGEST_EVIDENCE
        )

    @property
    def label(self) -> str:
        """What to type."""
        return {
            "code": _("代码（小写英文，以后不能改）"),
            "zh": _("中文名称"),
            "en": _("英文名称"),
            "decided_by": _("由谁决定"),
            "evidence_zh": _("要什么材料（中文，留空表示不用）"),
            "evidence_en": _("要什么材料（英文）"),
            "follows_within_days": _(
                "材料可以在几个工作日内后补（%(least)s到%(most)s，0 表示当场交）"
            )
            % {"least": FOLLOWS_WITHIN[0], "most": FOLLOWS_WITHIN[1]},
        }[self.name]


def rows_of(limits: Limits) -> list[Row]:
    """The catalogue of an edition as rows, with a spare one."""
    rows = [
        Row(
            number,
            {part: str(getattr(one, part)) for part in PARTS},
            is_reason=one.code in limits.statement_reasons,
        )
        for number, one in enumerate(limits.circumstances)
    ]
    return add_spare(rows)


def add_spare(rows: list[Row]) -> list[Row]:
    """The rows with an empty one at the end, to add a circumstance without a script."""
    if len(rows) < MOST_ROWS and not (rows and rows[-1].is_blank):
        blank = dict.fromkeys(PARTS, "") | {"decided_by": DECIDERS[0], "follows_within_days": "0"}
        rows.append(Row(len(rows), blank, is_new=True))
    return rows


def rows_typed(data: QueryDict) -> list[Row]:
    """The rows as they came back."""
    written = data.get("rows", "0")
    count = int(written[:3]) if written.isascii() and written.isdecimal() else 0
    return [
        Row(
            number,
            {part: data.get(f"c{number}_{part}", "") for part in PARTS},
            is_reason=f"c{number}_reason" in data,
            is_removed=f"c{number}_remove" in data,
            is_new=f"c{number}_new" in data,
        )
        for number in range(min(count, MOST_ROWS))
    ]


def kept(rows: Sequence[Row]) -> list[Row]:
    """Those that are part of the new catalogue."""
    return [row for row in rows if not row.is_removed and not row.is_blank]


def catalogue(rows: Sequence[Row]) -> dict[str, object]:
    """The circumstances and the reasons among them, as limits_json reads them."""
    entries: list[Mapping[str, object]] = []
    for row in kept(rows):
        entry: dict[str, object] = {part: text.strip() for part, text in row.values.items()}
        days = row.values["follows_within_days"].strip()
        if days.isascii() and days.isdecimal():
            entry["follows_within_days"] = int(days)
        entries.append(entry)
    reasons = [row.values["code"].strip() for row in kept(rows) if row.is_reason]
    return {"circumstances": entries, "statement_reasons": reasons}


def initial_of(limits: Limits) -> dict[str, object]:
    """The settings of an edition as the form shows them."""
    written = to_json(limits)
    written["statement_required"] = "yes" if limits.statement_required else "no"
    return written
