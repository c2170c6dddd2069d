"""Work out a new edition of the rules: fill in, look at what companies will read, publish."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.rules_effect import effect_of_limits
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.queries import working_calendar
from gaiyue.people.permissions import May
from gaiyue.policy.limits import Limits, LimitsInvalid, Problem
from gaiyue.policy.limits_json import from_json
from gaiyue.policy.publish_after import publish_after
from gaiyue.policy.queries import (
    Edition,
    edition_numbered,
    last_number,
    limits_in_force,
    replaced_by,
)
from gaiyue.policy.wording import compare_limits, describe_limits, say_problem
from gaiyue.web.console.rules.forms import (
    Row,
    SettingsForm,
    add_spare,
    catalogue,
    initial_of,
    kept,
    rows_of,
    rows_typed,
)
from gaiyue.web.console.rules.moment import moment_typed
from gaiyue.web.console.rules.shown import example_visit, name_of, say_example
from gaiyue.web.shared.doors import Door, Request, open_to


@dataclass(slots=True)
class Draft:
    """What was typed, and what is wrong with it ({text, anchor})."""

    form: SettingsForm
    rows: list[Row]
    last: int
    limits: Limits | None = None
    effective_from: datetime | None = None
    errors: list[dict[str, str]] = field(default_factory=list)


@open_to(Door.STAFF, needs=May.PUBLISH_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, service: str) -> HttpResponse:
    """The form (?from= takes an earlier edition as its beginning), its check page, and the publishing."""
    name = name_of(service, park=request.park)
    if request.method != "POST":
        base = _beginning(request, service)
        form = SettingsForm(initial=initial_of(base.limits))
        draft = Draft(form, rows_of(base.limits), last_number(request.park, service))
        return _fill_in(request, service, name, draft)
    draft = _typed_in(request.POST)
    step = request.POST.get("step", "check")
    if step in ("edit", "more"):
        add_spare(draft.rows)
        return _fill_in(request, service, name, draft)
    _judge(draft, request.POST)
    if draft.errors:
        return _fill_in(request, service, name, draft, status=422)
    if step == "publish":
        return _publish(request, service, name, draft)
    return _check(request, service, name, draft)


def _publish(request: Request, service: str, name: str, draft: Draft) -> HttpResponse:
    assert draft.limits is not None  # noqa: S101 - a draft without errors has limits
    try:
        ref = publish_after(
            draft.last,
            service,
            limits=draft.limits,
            actor=request.actor,
            effective_from=draft.effective_from,
        )
    except Refusal as no:
        # Whoever published meanwhile is looked at first; sent again, it then follows theirs.
        draft.last = last_number(request.park, service)
        anchor = "id_effective_on" if no.code == "policy.effective_in_past" else "main"
        draft.errors = [{"text": say_refusal(no), "anchor": anchor}]
        return _fill_in(request, service, name, draft, status=409)
    messages.success(request, _("第%(number)s版规则已经公布。") % {"number": ref.number})
    return HttpResponseRedirect(reverse("console_rules_edition", args=[service, ref.number]))


def _fill_in(
    request: Request, service: str, name: str, draft: Draft, *, status: int = 200
) -> HttpResponse:
    present, edition = limits_in_force(request.park, service, clock.now())
    calendar = working_calendar(request.park)
    context = {
        "service": service,
        "name": name,
        "settings_form": draft.form,
        "groups": list(draft.form.groups(present, calendar)),
        "rows": draft.rows,
        "last": draft.last,
        "errors": draft.errors,
        "in_force": edition,
    }
    return render(request, "console/rules/new.html", context, status=status)


def _check(request: Request, service: str, name: str, draft: Draft) -> HttpResponse:
    limits = draft.limits
    assert limits is not None  # noqa: S101 - a draft without errors has limits
    begins = draft.effective_from or clock.now()
    present, edition = limits_in_force(request.park, service, clock.now())
    calendar = working_calendar(request.park)
    visit = example_visit(calendar)
    compared = compare_limits(present, limits, calendar=calendar, visit=visit)
    context = {
        "service": service,
        "name": name,
        "typed": _typed(request.POST),
        "in_force": edition,
        "effective_from": draft.effective_from,
        "compared": compared,
        "is_same": draft.last == edition.number
        and edition.service == service
        and not compared.changed,
        "said": [
            {"lang": lang, "name": title, "sentences": _said(limits, calendar, visit, code)}
            for code, lang, title in (("zh-hans", "zh-CN", "中文"), ("en", "en", "English"))
        ],
        "example_before": say_example(present, calendar=calendar, visit=visit),
        "example_after": say_example(limits, calendar=calendar, visit=visit),
        "effect": effect_of_limits(request.park, service, limits=limits, at=begins),
        "ended_by": replaced_by(request.park, service, begins),
    }
    return render(request, "console/rules/check.html", context)


def _said(limits: Limits, calendar: object, visit: datetime, language: str) -> tuple[str, ...]:
    with translation.override(language):
        return describe_limits(limits, calendar=calendar, visit=visit)  # type: ignore[arg-type]


def _typed(data: QueryDict) -> list[tuple[str, str]]:
    return [
        (name, data.get(name, "")) for name in data if name not in ("step", "csrfmiddlewaretoken")
    ]


def _beginning(request: Request, service: str) -> Edition:
    wanted = request.GET.get("from", "")  # of one that follows the park, what the park had then
    if wanted.isascii() and wanted.isdecimal():
        return edition_numbered(request.park, service, int(wanted[:9]))
    _limits, ref = limits_in_force(request.park, service, clock.now())
    return edition_numbered(request.park, ref.service, ref.number)


def _typed_in(data: QueryDict) -> Draft:
    form, rows = SettingsForm(data), rows_typed(data)
    form.is_valid()
    form.errors.clear()  # limits_json says all of it, once and in our words
    written = data.get("last", "")
    return Draft(form, rows, int(written[:9]) if written.isascii() and written.isdecimal() else 0)


def _judge(draft: Draft, data: QueryDict) -> None:
    try:
        draft.limits = from_json({**draft.form.values(), **catalogue(draft.rows)})
    except LimitsInvalid as invalid:
        for problem in invalid.problems:
            _place(draft, problem)
    try:
        draft.effective_from = moment_typed(data)
    except ValueError:
        _wrong(
            draft,
            "effective_on",
            _("施行时间读不懂，请填日期和几点几分，例如 2026-12-01 和 09:00。"),
        )
    else:
        if draft.effective_from is not None and draft.effective_from < clock.now():
            _wrong(
                draft, "effective_on", _("施行时间已经过去；请选以后的时间，或留空表示立即施行。")
            )


def _place(draft: Draft, problem: Problem) -> None:
    text = say_problem(problem)
    first, _dot, rest = problem.where.partition(".")
    place, _dot, part = rest.partition(".")
    if first == "circumstances" and place.isdigit():
        row = kept(draft.rows)[int(place)]
        part = part or "zh"
        row.errors.setdefault(part, []).append(text)
        anchor = f"c{row.number}_{part}" if part != "code" or row.is_new else f"c{row.number}_zh"
        draft.errors.append({"text": text, "anchor": anchor})
    elif first in draft.form.fields:
        _wrong(draft, first, text)
    else:
        draft.errors.append({"text": text, "anchor": "catalogue"})


def _wrong(draft: Draft, name: str, text: str) -> None:
    draft.form.add_error(name, text)
    draft.errors.append({"text": text, "anchor": f"id_{name}"})
