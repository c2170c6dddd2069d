"""The editions of one service's rules: in force, coming, past; one of them; two of them; one taken back."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.queries import working_calendar
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.queries import (
    PAGE,
    WHOLE_PARK,
    Edition,
    edition_codes,
    edition_numbered,
    editions_page,
    limits_in_force,
)
from gaiyue.policy.withdraw import withdraw_edition
from gaiyue.policy.wording import compare_limits, describe_circumstance
from gaiyue.web.console.rules.shown import (
    ShownEdition,
    example_visit,
    label,
    name_of,
    say_example,
    show_edition,
)
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number
from gaiyue.web.shared.who import names_of


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def of_service(request: Request, service: str) -> HttpResponse:
    """What is in force for the service, what is coming, what was."""
    name = name_of(service, park=request.park)
    _limits, in_force = limits_in_force(request.park, service, clock.now())
    found = editions_page(request.park, service, page=page_number(request))
    shown = _shown(request, found.rows, in_force)
    present = edition_numbered(request.park, in_force.service, in_force.number)
    context = {
        "service": service,
        "name": name,
        "is_whole_park": service == WHOLE_PARK,
        "in_force": _shown(request, [present], in_force)[0],
        "is_own": in_force.service == service,
        "coming": [one for one in shown if one.state == "coming"],
        "rows": as_page(shown, total=found.total, number=found.number, size=PAGE),
        "refs": _choices(request.park, service),
        "may_publish": may(request.actor, May.PUBLISH_RULES),
    }
    return render(request, "console/rules/of_service.html", context)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def one(request: Request, service: str, number: int) -> HttpResponse:
    """One edition with everything in it."""
    edition = edition_numbered(request.park, service, number)
    _limits, in_force = limits_in_force(request.park, service, clock.now())
    calendar = working_calendar(request.park)
    context = {
        "service": service,
        "name": name_of(service, park=request.park),
        "edition": _shown(request, [edition], in_force)[0],
        "in_force": in_force,
        "is_in_force": edition.ref == in_force,
        "settings": compare_limits(edition.limits, edition.limits).settings,
        "circumstances": [describe_circumstance(it) for it in edition.limits.circumstances],
        "example": say_example(edition.limits, calendar=calendar, visit=example_visit(calendar)),
        "may_publish": may(request.actor, May.PUBLISH_RULES),
    }
    return render(request, "console/rules/edition.html", context)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def compare(request: Request, service: str) -> HttpResponse:
    """Two editions side by side (?a=registration/1&b=*/2)."""
    name = name_of(service, park=request.park)
    older, newer = (_wanted(request, service, request.GET.get(it, "")) for it in ("a", "b"))
    calendar = working_calendar(request.park)
    visit = example_visit(calendar)
    compared = compare_limits(older.limits, newer.limits, calendar=calendar, visit=visit)
    context = {
        "service": service,
        "name": name,
        "a": older.ref,
        "b": newer.ref,
        "a_label": label(older.ref),
        "b_label": label(newer.ref),
        "compared": compared,
        "refs": _choices(request.park, service),
    }
    return render(request, "console/rules/compare.html", context)


@open_to(Door.STAFF, needs=May.PUBLISH_RULES)
@require_POST
def withdraw(request: Request, service: str, number: int) -> HttpResponse:
    """Take back an edition that is not in force yet."""
    try:
        withdraw_edition(service, number=number, actor=request.actor)
    except Refusal as no:
        messages.error(request, say_refusal(no))
    else:
        messages.success(request, _("第%(number)s版规则已经撤回，不会施行。") % {"number": number})
    return HttpResponseRedirect(reverse("console_rules_of", args=[service]))


def _wanted(request: Request, service: str, code: str) -> Edition:
    owner, _slash, number = code.rpartition("/")
    if owner not in (service, WHOLE_PARK) or not (number.isascii() and number[:9].isdecimal()):
        raise Http404
    return edition_numbered(request.park, owner, int(number[:9]))


def _choices(park: str, service: str) -> list[tuple[str, str]]:
    return [(ref.code, _choice(ref)) for ref in edition_codes(park, service)]


def _choice(ref: EditionRef) -> str:
    on = clock.local(ref.effective_from)
    return _("%(edition)s（%(since)s起）") % {"edition": label(ref), "since": f"{on:%Y-%m-%d}"}


def _shown(request: Request, rows: Iterable[Edition], in_force: EditionRef) -> list[ShownEdition]:
    rows = list(rows)
    calendar = working_calendar(request.park)
    names = names_of(request.park, {code for it in rows for code in (it.actor, it.withdrawn_by)})
    return [show_edition(it, in_force=in_force, names=names, calendar=calendar) for it in rows]
