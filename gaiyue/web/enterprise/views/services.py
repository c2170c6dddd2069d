"""The services, one service, and the guide to the rules."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.services import services as all_services
from gaiyue.booking.queries.visits import upcoming
from gaiyue.policy.wording import describe_circumstance
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.held import in_the_way
from gaiyue.web.shared.present import present_company
from gaiyue.web.shared.rules import show_changes, show_rules
from gaiyue.web.shared.show import show_service, show_visit


@open_to(Door.EVERYBODY)
@require_safe
def services(request: Request) -> HttpResponse:
    """All services of the park."""
    held = _held(request)
    shown = [show_service(row, held=held.get(row.code, "")) for row in all_services(request.park)]
    return render(request, "enterprise/services.html", {"services": shown})


@open_to(Door.EVERYBODY)
@require_safe
def service(request: Request, code: str) -> HttpResponse:
    """One service: what to bring, where, how long, the rule in plain words."""
    row = one_service(code, park=request.park)
    context = {
        "service": show_service(row, held=_held(request).get(code, "")),
        "rule_sentences": show_rules(request.park, code).sentences,
        "rule_changes": show_changes(request.park, code),
    }
    return render(request, "enterprise/service.html", context)


@open_to(Door.EVERYBODY)
@require_safe
def guide(request: Request) -> HttpResponse:
    """The rules in force, rendered from the limits that decide, with the reader's own next visit as the example."""
    rules = []
    for row in all_services(request.park):
        found = show_rules(request.park, row.code)
        rules.append(
            {
                "name": show_service(row).name,
                "sentences": found.sentences,
                "edition": found.edition,
                "changes": show_changes(request.park, row.code),
            }
        )
    general = show_rules(request.park, "*")
    coming = show_changes(request.park, "*")
    if all((it["sentences"], it["changes"]) == (general.sentences, coming) for it in rules):
        rules = [
            {
                "name": _("全部事项"),
                "sentences": general.sentences,
                "edition": general.edition,
                "changes": coming,
            }
        ]
    context = {
        "rules": rules,
        "circumstances": [describe_circumstance(one) for one in general.limits.circumstances],
        "example": _example(request),
    }
    return render(request, "enterprise/guide.html", context)


def _held(request: Request) -> dict[str, str]:
    """Service → the visit of the present company that stands in the way of another."""
    mine = present_company(request) if request.actor.scope else ""
    if not mine:
        return {}
    ahead = upcoming(request.park, enterprises=[mine]).rows
    return {code: rows[0].reference for code, rows in in_the_way(request.park, ahead).items()}


def _example(request: Request) -> object:
    if not request.actor.scope:
        return None
    ahead = upcoming(request.park, enterprises=request.actor.scope)
    now = clock.now()
    still = [row for row in ahead.rows if row.starts_at > now]
    best = next((row for row in still if row.change_until > now), None)
    return show_visit(best or still[0]) if still else None
