"""The weekly plan: a timetable, and a block of the week added, changed or ended after its effect has been shown."""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base import clock
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.add_template import NewTemplate
from gaiyue.booking.change_week import WeekChange, change_week_once, preview_week_change
from gaiyue.booking.queries.services import locations, services
from gaiyue.booking.queries.templates import TemplateRow, template_of, week_of
from gaiyue.booking.week_effect import Leftover
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.wording import say_kind, say_occasion, say_weekday
from gaiyue.people.permissions import May, may
from gaiyue.web.console.planning.week_forms import EndForm, TemplateForm
from gaiyue.web.console.planning.week_typed import typed_pairs
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import KEY_LENGTH, new_key
from gaiyue.web.shared.languages import in_language

CHECK = "check"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """The week of one service at one place: weekday and its templates."""

    label: str
    days: tuple[tuple[str, tuple[TemplateRow, ...]], ...]
    blocks: int
    seats: int
    coming: tuple[date, int, int] | None
    """From which day on the week is another one, and its blocks and seats then."""


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def week(request: Request) -> HttpResponse:
    """The timetable of each service at each place."""
    rows = week_of(request.park, actor=request.actor)
    plans = [_plan(label, list(of)) for label, of in groupby(rows, key=_label)]
    context = {
        "plans": plans,
        "today": clock.today(),
        "may_plan": may(request.actor, May.PLAN_BLOCKS),
    }
    return render(request, "console/planning/week.html", context)


def _plan(label: str, rows: list[TemplateRow]) -> ShownPlan:
    days = tuple(
        (say_weekday(weekday), tuple(found))
        for weekday, found in groupby(rows, key=lambda row: row.weekday)
    )
    today = clock.today()
    last = max([today, *(row.valid_from for row in rows), *_days_after(rows)])
    present, later = _held(rows, today), _held(rows, last)
    coming = (last, *later) if later != present else None
    return ShownPlan(label, days, *present, coming)


def _days_after(rows: list[TemplateRow]) -> list[date]:
    """The days on which a block of the week is there no more."""
    return [row.valid_until + timedelta(days=1) for row in rows if row.valid_until is not None]


def _held(rows: list[TemplateRow], on: date) -> tuple[int, int]:
    """How many blocks and seats the week has on that day."""
    held = [
        row
        for row in rows
        if row.valid_from <= on and (row.valid_until is None or row.valid_until >= on)
    ]
    return len(held), sum(row.capacity for row in held)


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """A new block of the week."""
    return _template(request, None, None)


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, template: int) -> HttpResponse:
    """Other hours or seats from a day on."""
    return _template(request, template, _row(request, template))


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, template: int) -> HttpResponse:
    """No such block from a day on."""
    row = _row(request, template)
    form = EndForm(_sent(request), initial={"from_day": clock.today() + timedelta(days=1)})
    wanted = None
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        leftover = Leftover(typed["leftover"])
        wanted = WeekChange(typed["from_day"], ended=template, leftover=leftover)
    title, act = _("停用每周时段"), _("确认停用")
    return _answer(request, form, wanted, title=title, act=act, row=row)


def _row(request: Request, template: int) -> TemplateRow | None:
    """The template; None when it is gone and a check page was sent, since it may be that one that ended it."""
    try:
        return template_of(template, actor=request.actor)
    except NotThere:
        if not request.POST.get("key"):
            raise
        return None


def _template(request: Request, template: int | None, row: TemplateRow | None) -> HttpResponse:
    tomorrow = clock.today() + timedelta(days=1)
    start = {"valid_from": tomorrow, "reserve": 0, "reserve_released_h": 24}
    if row is not None:
        same = ("service", "location", "weekday", "opens", "closes", "capacity", "reserve")
        start |= {name: getattr(row, name) for name in same}
        start |= {
            "reserve_released_h": row.reserve_released_h,
            "valid_from": max(tomorrow, row.valid_from),
            "valid_until": row.valid_until,
        }
    form = TemplateForm(
        _sent(request),
        initial=start,
        places=[(x.code, in_language(x.name_zh, x.name_en)) for x in locations(request.park)],
        offers=[(x.code, in_language(x.name_zh, x.name_en)) for x in services(request.park)],
    )
    wanted = None
    if form.is_bound and form.is_valid():
        typed = dict(form.cleaned_data)
        leftover = Leftover(typed.pop("leftover"))
        new = NewTemplate(**typed)
        wanted = WeekChange(new.valid_from, ended=template, added=new, leftover=leftover)
    title = _("新增每周时段") if template is None else _("修改每周时段")
    act = _("确认新增") if template is None else _("确认修改")
    return _answer(request, form, wanted, title=title, act=act, row=row)


def _answer(
    request: Request,
    form: TemplateForm | EndForm,
    wanted: WeekChange | None,
    *,
    title: str,
    act: str,
    row: TemplateRow | None,
) -> HttpResponse:
    """The form again, the check page, or it is done."""
    context: dict[str, object] = {
        "form": form,
        "title": title,
        "lead": f"{_label(row)} · {say_weekday(row.weekday)} {row.opens:%H:%M}–{row.closes:%H:%M}"
        if row
        else "",
        "back_url": reverse("planning_week"),
        "act": _("下一步：看会变什么"),
    }
    if wanted is not None:
        try:
            if request.method == "POST":
                try:
                    return _saved(request, wanted)
                except Refusal as no:
                    if no.code != "template.changed" or row is None:
                        raise
                    told = [say_refusal(no)]
                    row = template_of(row.id, actor=request.actor)
                    return _check(
                        request, form, wanted, {**context, "warnings": told}, act=act, row=row
                    )
            return _check(request, form, wanted, context, act=act, row=row)
        except Refusal as no:
            form.add_error(None, say_refusal(no))
        except NotThere:
            form.add_error(None, _("这个时段刚刚被别人改过，请返回重新选择。"))
    status = 422 if form.is_bound else 200
    return render(request, "console/planning/fill.html", context, status=status)


def _saved(request: Request, wanted: WeekChange) -> HttpResponse:
    """It is done, once for each check page; what that page showed of the old block must still be so."""
    key = request.POST.get("key", "")[:KEY_LENGTH] or None
    seen = replace(wanted, seen_until=request.POST.get("seen_until"))
    done = change_week_once(seen, key=key, actor=request.actor)
    said = _("已保存：新增 %(made)s 个、调整 %(resized)s 个、停办 %(closed)s 个时段。")
    messages.success(request, said % asdict(done))
    return HttpResponseRedirect(reverse("planning_week"))


def _check(
    request: Request,
    form: TemplateForm | EndForm,
    wanted: WeekChange,
    context: dict[str, object],
    *,
    act: str,
    row: TemplateRow | None,
) -> HttpResponse:
    effect = preview_week_change(wanted, actor=request.actor)
    shut = [
        (day.on, say_occasion(day.occasion) if day.occasion else say_kind(day.kind))
        for day in effect.shut
    ]
    carried = {"key": new_key()}
    if row is not None:
        carried["seen_until"] = str(row.valid_until or "")
    ready = {
        **context,
        "form": None,
        "effect": effect,
        "hidden": [field.as_hidden() for field in form],
        "carried": carried,
        "shut": shut,
        "act": act,
        **typed_pairs(form, row),
    }
    status = 409 if context.get("warnings") else 200
    return render(request, "console/planning/week_check.html", ready, status=status)


def _sent(request: Request) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    return request.GET if CHECK in request.GET else None


def _label(row: TemplateRow) -> str:
    return " · ".join(
        (
            in_language(row.service_zh, row.service_en),
            in_language(row.location_zh, row.location_en),
        )
    )
