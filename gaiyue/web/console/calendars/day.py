"""One day of the calendar: what it is, whom a change would concern, and the change."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.close_blocks import Closing, ClosingPage, closing_page
from gaiyue.booking.close_day import close_day
from gaiyue.booking.follow_calendar import planned_until
from gaiyue.booking.give_day_back import give_day_back
from gaiyue.booking.open_day import open_day
from gaiyue.booking.queries.freed import freed_between
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.occasions import WhyClosed, WhyExtra
from gaiyue.calendars.queries import marked_by_park, working_calendar
from gaiyue.calendars.wording import say_day, say_kind, say_occasion, say_provisional
from gaiyue.people.permissions import May, may
from gaiyue.web.shared.days import day_asked
from gaiyue.web.shared.doors import Door, Request, open_to

NONE = ClosingPage(0, (), 0, 1)


@open_to(Door.STAFF, needs=May.KEEP_CALENDAR)
@require_http_methods(["GET", "HEAD", "POST"])
def day(request: Request) -> HttpResponse:
    """?on= with its effect; POST what=close|open|restore does it."""
    on = _day(request.POST.get("on") or request.GET.get("on", ""))
    errors = []
    if request.method == "POST":
        try:
            done = _do(request, on)
        except Refusal as no:
            errors = [{"text": say_refusal(no), "anchor": "main"}]
        else:
            messages.success(request, done)
            return HttpResponseRedirect(f"{reverse('console_calendar')}?year={on.year}")
    calendar = working_calendar(request.park)
    is_past = on < clock.today()
    is_marked = marked_by_park(request.park, on)
    effect = NONE if is_past else _effect(request, on)
    context = {
        "on": on,
        "kind": say_kind(calendar.kind(on)),
        "is_past": is_past,
        "is_today": on == clock.today(),
        "is_open": calendar.is_open(on),
        "is_ahead": on > planned_until(request.park),
        "can_close": calendar.is_open(on) and not is_marked,
        "can_restore": is_marked,
        "blocks": effect.blocks,
        "visits": effect.rows,
        "more": effect.total - len(effect.rows),
        "visit_count": effect.total,
        "freed": 0 if is_past else freed_between(on, on, actor=request.actor).total,
        "provisional": say_provisional(on.year) if calendar.is_provisional(on) else "",
        "may_plan": may(request.actor, May.PLAN_BLOCKS),
        "why_closed": [(why.value, say_occasion(why)) for why in WhyClosed],
        "why_extra": [(why.value, say_occasion(why)) for why in WhyExtra],
        "errors": errors,
    }
    return render(request, "console/calendars/day.html", context, status=409 if errors else 200)


def _effect(request: Request, on: date) -> ClosingPage:
    """The open blocks of the day that have not begun, and the visits in them; `on` is not past."""
    return closing_page(Closing(on, WhyClosed.OTHER.value), actor=request.actor)


def _do(request: Request, on: date) -> str:
    what, why = request.POST.get("what", ""), request.POST.get("why", "")
    said = {"day": say_day(on)}
    if what == "close":
        reason = WhyClosed(why) if why in set(WhyClosed) else WhyClosed.OTHER
        effect = close_day(on, why=reason, actor=request.actor)
        said["visits"] = str(len(effect.visits))
        return _("%(day)s园区不办公，%(visits)s 个预约可以随时改期。") % said
    if what == "open":
        extra = WhyExtra(why) if why in set(WhyExtra) else WhyExtra.OTHER
        said["made"] = str(open_day(on, why=extra, actor=request.actor))
        return _("%(day)s加开，有 %(made)s 个时段可以约。") % said
    give_day_back(on, actor=request.actor)
    return _("%(day)s恢复了原来的安排。") % said


def _day(text: str) -> date:
    return day_asked(text) or clock.today()
