"""Acts of planning in two steps: what it does is shown by a GET that changes nothing, then a POST does it."""

from typing import TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.close_blocks import PAGE as VISITS_PAGE
from gaiyue.booking.close_blocks import (
    Closing,
    ClosingPage,
    Effect,
    Part,
    close_blocks,
    closing_page,
)
from gaiyue.booking.closing_reasons import closing_reasons
from gaiyue.booking.follow_calendar import planned_until
from gaiyue.booking.queries.calendar import PAGE, FillRow, fill_of, seated_in
from gaiyue.booking.queries.services import locations, services
from gaiyue.booking.reopen_blocks import preview_reopening, reopen_block
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.wording import say_day
from gaiyue.people.permissions import May, may
from gaiyue.web.console.planning.forms import CloseForm, WhyForm
from gaiyue.web.console.planning.shown import show_fill
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.errors import refused
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.paging import as_page, page_number, query_without_page

F = TypeVar("F", bound=Form)

CHECK = "check"
"""Names the button that asks for the check page."""


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_http_methods(["GET", "HEAD"])
def block(request: Request, block: int) -> HttpResponse:
    """One block: its numbers, the visits in it, and what can be done."""
    shown = show_fill(fill_of(block, actor=request.actor))
    found = seated_in(block, actor=request.actor, page=page_number(request))
    has_begun = shown.row.starts_at <= clock.now()
    free = max(shown.row.capacity - shown.row.reserve - shown.row.taken, 0)
    context = {
        "slot": shown,
        "free": 0 if has_begun else free,
        "held": max(shown.row.taken - found.total, 0),
        "rows": as_page(found.rows, total=found.total, number=found.number, size=PAGE),
        "query": query_without_page(request),
        "may_plan": may(request.actor, May.PLAN_BLOCKS),
        "has_begun": has_begun,
    }
    return render(request, "console/planning/block.html", context)


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def close_one(request: Request, block: int) -> HttpResponse:
    """Close one block, after seeing whom it concerns; one that has begun is told so before anything is typed."""
    row = fill_of(block, actor=request.actor)
    form = sent_form(request, WhyForm, reasons=closing_reasons())
    is_ready = form.is_bound and form.is_valid()
    why = form.cleaned_data["because"] if is_ready else ""
    closing = Closing(on=row.on, because=why, block=block)
    to = reverse("planning_block", args=[block])
    try:
        if is_ready and request.method == "POST":
            done = close_blocks(closing, actor=request.actor)
            return say_closed(request, done, closing=closing, to=to)
        effect = closing_page(closing, actor=request.actor, page=page_number(request))
    except Refusal as no:
        return refused(request, no, back=to)
    if is_ready:
        return checked(
            request,
            form,
            block=row,
            title=_("核对停办"),
            act=_("确认停办这个时段"),
            effect=effect,
        )
    return filled(request, form, block=row, title=_("停办这个时段"), act=_("下一步：看影响谁"))


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, block: int) -> HttpResponse:
    """Open a closed block again; what that means for the visits still there is said first."""
    row = fill_of(block, actor=request.actor)
    try:
        if request.method == "POST":
            reopen_block(block, actor=request.actor)
            messages.success(request, _("时段已重新开放。"))
            return to_block(block)
        effect = preview_reopening(block, actor=request.actor)
    except Refusal as no:
        messages.error(request, say_refusal(no))
        return to_block(block)
    facts = {"free": effect.free, "visits": effect.visits}
    sentences = [
        _("开放后有 %(free)s 个名额可以预约。") % facts,
    ]
    if effect.visits:
        sentences.append(
            _(
                "还有 %(visits)s 个预约留在这个时段；开放后会通知他们照旧来。"
                "改约又按提前天数的规则办，已经过了截止时间的，开始以前都可以改。"
            )
            % facts
        )
    return checked(
        request,
        Form(),
        block=row,
        title=_("核对重新开放"),
        act=_("确认重新开放"),
        sentences=sentences,
    )


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request) -> HttpResponse:
    """Close blocks of a day or several, after seeing whom it concerns."""
    form = sent_form(
        request,
        CloseForm,
        initial={name: request.GET.get(name, "") for name in ("on", "service", "location")},
        reasons=closing_reasons(),
        places=[(x.code, in_language(x.name_zh, x.name_en)) for x in locations(request.park)],
        offers=[(x.code, in_language(x.name_zh, x.name_en)) for x in services(request.park)],
    )
    if form.is_bound and form.is_valid():
        closing = _closing(form)
        try:
            if request.method == "POST":
                done = close_blocks(closing, actor=request.actor)
                if done.blocks:
                    back = f"{reverse('console_planning')}?on={closing.on.isoformat()}"
                    return say_closed(request, done, closing=closing, to=back)
            else:
                effect = closing_page(closing, actor=request.actor, page=page_number(request))
                if effect.blocks:
                    title, act = _("核对停办"), _("确认停办")
                    return checked(request, form, title=title, act=act, effect=effect)
            form.add_error(None, _nothing_open(request.park, closing))
        except Refusal as no:
            form.add_error("until", say_refusal(no))
    return filled(request, form, title=_("停办"), act=_("下一步：看影响谁"))


def _nothing_open(park: str, closing: Closing) -> str:
    """Why there is nothing to close."""
    last = planned_until(park)
    if closing.on > last:
        said = _(
            "时段现在只生成到%(last)s，更远的日子还没有时段可停；要停全天，请用“全园区停办几天”。"
        )
        return said % {"last": say_day(last)}
    return _("这个范围里没有可以停办的时段：已经开始的和已经停办的都不算。请换一个范围。")


def sent_form(request: Request, kind: type[F], **how: object) -> F:
    """As sent, as asked to be checked, or as it is at first."""
    if request.method == "POST":
        return kind(request.POST, **how)  # type: ignore[arg-type]
    if CHECK in request.GET:
        return kind(request.GET, **how)  # type: ignore[arg-type]
    return kind(**how)  # type: ignore[arg-type]


def _closing(form: Form) -> Closing:
    typed = form.cleaned_data
    return Closing(
        on=typed["on"],
        because=typed["because"],
        location=typed["location"] or None,
        service=typed["service"] or None,
        until=typed["until"],
        part=Part(typed["part"]),
    )


def filled(request: Request, form: Form, **what: object) -> HttpResponse:
    """The form, asking for what is wanted; 422 when it was sent and is wrong. `what`: title, act, block?, lead?."""
    context = {"form": form, **_around(what)}
    status = 422 if form.is_bound else 200
    return render(request, "console/planning/fill.html", context, status=status)


def checked(request: Request, form: Form, **what: object) -> HttpResponse:
    """What it does, and the button that does it.

    `what`: title, act, block?, pairs?, sentences?, warnings?, effect?, status?, and `carried`?: what the button sends
    beside the form, by name, such as what was seen here.
    """
    status = what.pop("status", 200)
    effect = what.get("effect")
    rows = None
    if isinstance(effect, ClosingPage):
        rows = as_page(effect.rows, total=effect.total, number=effect.number, size=VISITS_PAGE)
    context = {
        "hidden": [field.as_hidden() for field in form] if form.is_bound else [],
        "rows": rows,
        "query": query_without_page(request),
        **_around(what),
    }
    return render(request, "console/planning/check.html", context, status=int(str(status)))


def _around(what: dict[str, object]) -> dict[str, object]:
    row = what.pop("block", None)
    if not isinstance(row, FillRow):
        return {**what, "back_url": reverse("console_planning")}
    back = reverse("planning_block", args=[row.id])
    return {**what, "slot": show_fill(row), "back_url": back}


def say_closed(request: Request, effect: Effect, *, closing: Closing, to: str) -> HttpResponse:
    """Say what was closed; on to the visits that may move now, or to `to` when there are none."""
    n = {"blocks": len(effect.blocks), "visits": len(effect.visits)}
    said = ngettext(
        "已停办 %(blocks)s 个时段。",
        "已停办 %(blocks)s 个时段。",
        n["blocks"],
    )
    if not effect.visits:
        messages.success(request, said % n)
        return HttpResponseRedirect(to)
    free = _("其中 %(visits)s 个预约现在可以随时改期，不受提前天数限制。")
    messages.success(request, said % n + free % n)
    days = {"first": closing.on.isoformat(), "last": (closing.until or closing.on).isoformat()}
    return HttpResponseRedirect(f"{reverse('planning_free')}?{urlencode(days)}")


def to_block(block: int) -> HttpResponse:
    """The page of the block."""
    return HttpResponseRedirect(reverse("planning_block", args=[block]))
