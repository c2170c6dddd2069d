"""Whole days of the park: close a range after seeing whom it concerns, and the visits that may move since."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.close_blocks import Closing, closing_page
from gaiyue.booking.close_day import close_days, open_days
from gaiyue.booking.closing_reasons import say_closed as say_reason
from gaiyue.booking.queries.freed import PAGE, freed_between
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.calendars.wording import say_day, say_occasion
from gaiyue.people.masking import Field, mask
from gaiyue.people.permissions import May
from gaiyue.web.console.planning.acts import checked, filled, say_closed, sent_form
from gaiyue.web.console.planning.forms import DaysForm
from gaiyue.web.shared.days import day_asked
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.paging import as_page, page_number, query_without_page

FIELD_OF = {"closing.past": "first"}
A_YEAR = timedelta(days=365)


@open_to(Door.STAFF, needs=May.KEEP_CALENDAR)
@require_http_methods(["GET", "HEAD", "POST"])
def close_range(request: Request) -> HttpResponse:
    """The park is closed from a day to a day: which days, which blocks, which visits; then done."""
    reasons = [(why.value, say_occasion(why)) for why in WhyClosed]
    form = sent_form(
        request, DaysForm, reasons=reasons, initial={"first": request.GET.get("on", "")}
    )
    title, act = _("全园区停办几天"), _("下一步：看影响谁")
    if form.is_bound and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        why = WhyClosed(form.cleaned_data["why"])
        closing = Closing(on=first, until=last, because=why.value)
        try:
            if request.method == "POST":
                done = close_days(first, last, why=why, actor=request.actor)
                back = f"{reverse('console_planning')}?{urlencode({'on': first.isoformat()})}"
                return say_closed(request, done, closing=closing, to=back)
            days = open_days(request.park, first=first, last=last)
            meant = replace(closing, days=tuple(days))
            effect = closing_page(meant, actor=request.actor, page=page_number(request))
        except Refusal as no:
            form.add_error(FIELD_OF.get(no.code, "last"), say_refusal(no))
        else:
            return checked(
                request,
                form,
                title=_("核对停办"),
                act=_("确认停办 %(n)s 天") % {"n": len(days)},
                effect=effect,
                days=[say_day(day) for day in days],
            )
    lead = _("只有园区办公的日子会标为停办，周末和假日不变；已经告诉企业的截止时间不会提前。")
    return filled(request, form, title=title, act=act, lead=lead)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def free(request: Request) -> HttpResponse:
    """The visits in closed blocks (?first=, ?last=; from today on by default), each to be called or moved."""
    first = _day(request, "first", clock.today())
    last = max(first, _day(request, "last", first + A_YEAR))
    found = freed_between(first, last, actor=request.actor, page=page_number(request))
    shown = [
        {
            "row": row,
            "service_name": in_language(row.service_zh, row.service_en),
            "location_name": in_language(row.location_zh, row.location_en),
            "because": say_reason(row.closed_because),
            "phone": mask(row.contact_phone, Field.CONTACT_PHONE, actor=request.actor),
        }
        for row in found.rows
    ]
    context = {
        "visits": as_page(shown, total=found.total, number=found.number, size=PAGE),
        "total": found.total,
        "first": first,
        "last": last,
        "is_every": "last" not in request.GET,
        "query": query_without_page(request),
    }
    return render(request, "console/planning/free.html", context)


def _day(request: Request, name: str, otherwise: date) -> date:
    return day_asked(request.GET.get(name, "")) or otherwise
