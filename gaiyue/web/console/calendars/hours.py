"""The opening hours of the week: type them, see what becomes of deadlines and weekly blocks, set them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.hours_effect import hours_effect
from gaiyue.booking.set_opening_hours import set_opening_hours
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.days import OpeningHours
from gaiyue.calendars.queries import working_calendar
from gaiyue.calendars.wording import say_hours, say_weekday
from gaiyue.people.permissions import May
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language

PARTS: Final = ("opens", "closes", "lunch_from", "lunch_to")
WEEK: Final = range(7)


@dataclass(slots=True)
class Row:
    """One weekday as it is typed."""

    weekday: int
    values: dict[str, str]
    error: str = ""
    parts: list[tuple[str, str, str]] = field(default_factory=list)
    """Of each field its name, its label and what was typed."""

    def __post_init__(self) -> None:
        labels = {
            "opens": _("开门"),
            "closes": _("关门"),
            "lunch_from": _("午休开始"),
            "lunch_to": _("午休结束"),
        }
        names = ((part, f"d{self.weekday}_{part}") for part in PARTS)
        self.parts = [(name, labels[part], self.values[part]) for part, name in names]

    @property
    def label(self) -> str:
        """The weekday."""
        return say_weekday(self.weekday)


@open_to(Door.STAFF, needs=May.KEEP_CALENDAR)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request) -> HttpResponse:
    """The form; step=check shows the effect, step=edit comes back from there, step=publish sets them."""
    present = working_calendar(request.park).hours
    if request.method != "POST":
        return _form(request, _rows_of(present), [])
    rows = _typed(request.POST)
    step = request.POST.get("step", "check")
    if step == "edit":
        return _form(request, rows, [])
    week = _read(rows)
    if errors := [{"text": it.error, "anchor": it.parts[0][0]} for it in rows if it.error]:
        return _form(request, rows, errors, status=422)
    if not week or step == "publish":
        try:
            set_opening_hours(week, actor=request.actor)
        except Refusal as no:
            anchor = rows[0].parts[0][0]
            return _form(request, rows, [{"text": say_refusal(no), "anchor": anchor}], status=422)
        messages.success(request, _("办公时间已经更新。"))
        return HttpResponseRedirect(reverse("console_calendar"))
    return _check(request, rows, present, week)


def _form(
    request: Request, rows: list[Row], errors: list[dict[str, str]], *, status: int = 200
) -> HttpResponse:
    context = {"rows": rows, "errors": errors}
    return render(request, "console/calendars/hours.html", context, status=status)


def _check(
    request: Request,
    rows: list[Row],
    present: Mapping[int, OpeningHours],
    week: Mapping[int, OpeningHours],
) -> HttpResponse:
    found = hours_effect(week, actor=request.actor)
    changed = [n for n in WEEK if present.get(n) != week.get(n)]
    context = {
        "typed": [(name, text) for row in rows for name, _label, text in row.parts],
        "changed": [
            {
                "label": say_weekday(n),
                "before": _said(present.get(n)),
                "after": _said(week.get(n)),
            }
            for n in changed
        ],
        "effect": found.deadlines,
        "outside": [
            {
                "weekday": say_weekday(row.weekday),
                "opens": row.opens,
                "closes": row.closes,
                "service": in_language(row.service_zh, row.service_en),
                "location": in_language(row.location_zh, row.location_en),
            }
            for row in found.outside
        ],
    }
    return render(request, "console/calendars/hours_check.html", context)


def _said(of_day: OpeningHours | None) -> str:
    return say_hours(of_day) if of_day else _("没有办公时间")


def _rows_of(week: Mapping[int, OpeningHours]) -> list[Row]:
    return [Row(n, {part: _hour(getattr(week.get(n), part, None)) for part in PARTS}) for n in WEEK]


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _typed(data: QueryDict) -> list[Row]:
    return [
        Row(n, {part: data.get(f"d{n}_{part}", "").strip()[:8] for part in PARTS}) for n in WEEK
    ]


def _read(rows: list[Row]) -> dict[int, OpeningHours]:
    """The week that was typed; what is wrong stands in the rows."""
    week: dict[int, OpeningHours] = {}
    for row in rows:
        opens, closes, *lunch = (row.values[part] for part in PARTS)
        if not any(row.values.values()):
            continue
        try:
            at = [time.fromisoformat(it) if it else None for it in (opens, closes, *lunch)]
        except ValueError:
            row.error = _("%(day)s的时间读不懂，请填几点几分，例如 09:00。") % {"day": row.label}
            continue
        if at[0] is None or at[1] is None:
            row.error = _("%(day)s的开门和关门时间都要填，不办公就都留空。") % {"day": row.label}
            continue
        try:
            week[row.weekday] = OpeningHours(at[0], at[1], at[2], at[3])
        except ValueError:
            row.error = _(
                "%(day)s的时间前后不对：关门要在开门以后，午休要有开始和结束，并且在办公时间里。"
            ) % {"day": row.label}
    return week
