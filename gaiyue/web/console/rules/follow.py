"""A service gives up rules of its own: what companies will read then, whom it concerns, and the act."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.queries.rules_effect import effect_of_limits
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.queries import working_calendar
from gaiyue.people.permissions import May
from gaiyue.policy.follow_park import follow_park
from gaiyue.policy.queries import WHOLE_PARK, last_number, limits_in_force, replaced_by
from gaiyue.policy.wording import compare_limits
from gaiyue.web.console.rules.moment import moment_typed
from gaiyue.web.console.rules.shown import example_visit, name_of, say_example
from gaiyue.web.shared.doors import Door, Request, open_to


@open_to(Door.STAFF, needs=May.PUBLISH_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: Request, service: str) -> HttpResponse:
    """The effect from the moment that was typed (now without one); POST step=publish does it."""
    if service == WHOLE_PARK:
        raise NotThere(service)
    name = name_of(service, park=request.park)
    moment, errors = _moment(request)
    if request.method == "POST" and request.POST.get("step") == "publish" and not errors:
        try:
            written = request.POST.get("last", "")
            last = int(written[:9]) if written.isascii() and written.isdecimal() else 0
            follow_park(last, service, actor=request.actor, effective_from=moment)
        except Refusal as no:
            errors = [{"text": say_refusal(no), "anchor": "effective_on"}]
        else:
            messages.success(request, _done(name, moment))
            return HttpResponseRedirect(reverse("console_rules_of", args=[service]))
        return _page(request, service, name, moment, errors, status=409)
    return _page(request, service, name, moment, errors, status=422 if errors else 200)


def _page(
    request: Request,
    service: str,
    name: str,
    moment: datetime | None,
    errors: list[dict[str, str]],
    *,
    status: int,
) -> HttpResponse:
    begins = moment or clock.now()
    present, edition = limits_in_force(request.park, service, clock.now())
    later, of_park = limits_in_force(request.park, WHOLE_PARK, begins)
    calendar = working_calendar(request.park)
    visit = example_visit(calendar)
    context = {
        "service": service,
        "name": name,
        "is_own": edition.service == service,
        "of_park": of_park,
        "last": last_number(request.park, service),
        "effective_from": moment,
        "typed": {it: request.POST.get(it, "") for it in ("effective_on", "effective_hour")},
        "compared": compare_limits(present, later, calendar=calendar, visit=visit),
        "example_before": say_example(present, calendar=calendar, visit=visit),
        "example_after": say_example(later, calendar=calendar, visit=visit),
        "effect": effect_of_limits(request.park, service, limits=later, at=begins),
        "ended_by": replaced_by(request.park, service, begins),
        "errors": errors,
    }
    return render(request, "console/rules/follow.html", context, status=status)


def _moment(request: Request) -> tuple[datetime | None, list[dict[str, str]]]:
    try:
        moment = moment_typed(request.POST)
    except ValueError:
        text = _("施行时间读不懂，请填日期和几点几分，例如 2026-12-01 和 09:00。")
        return None, [{"text": text, "anchor": "effective_on"}]
    if moment is not None and moment < clock.now():
        text = _("施行时间已经过去；请选以后的时间，或留空表示立即施行。")
        return None, [{"text": text, "anchor": "effective_on"}]
    return moment, []


def _done(name: str, moment: datetime | None) -> str:
    if moment is None:
        return _("“%(name)s”现在起按全园区的规则办。") % {"name": name}
    return _("“%(name)s”到时候改按全园区的规则办，在那以前还按现行规则。") % {"name": name}
