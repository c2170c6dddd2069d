"""All rules of the park at a glance: what is in force for each service, and what is coming."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.services import services
from gaiyue.calendars.queries import working_calendar
from gaiyue.people.permissions import May, may
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.queries import WHOLE_PARK, Edition, coming_editions, limits_in_force
from gaiyue.policy.wording import describe_limits
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language

SHORT = 4


@dataclass(frozen=True, slots=True)
class ShownService:
    """One service with its rules; `is_own` when it has rules of its own."""

    code: str
    name: str
    edition: EditionRef
    is_own: bool
    sentences: tuple[str, ...]
    coming: tuple[Edition, ...]


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def rules(request: Request) -> HttpResponse:
    """The whole park first, then each service."""
    now, park = clock.now(), request.park
    names = {WHOLE_PARK: _("全园区")} | {
        row.code: in_language(row.name_zh, row.name_en) for row in services(park)
    }
    coming = coming_editions(park, now)
    calendar = working_calendar(park)
    shown = []
    for code, name in names.items():
        limits, edition = limits_in_force(park, code, now)
        shown.append(
            ShownService(
                code=code,
                name=name,
                edition=edition,
                is_own=edition.service == code,
                sentences=describe_limits(limits, calendar=calendar)[:SHORT],
                coming=tuple(one for one in coming if one.ref.service == code),
            )
        )
    context = {
        "whole_park": shown[0],
        "services": shown[1:],
        "may_publish": may(request.actor, May.PUBLISH_RULES),
    }
    return render(request, "console/rules/overview.html", context)
