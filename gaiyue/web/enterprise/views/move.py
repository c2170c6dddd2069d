"""Move a visit: choose another block, see old and new side by side, confirm. 改约"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.policy.reasons import StepCode
from gaiyue.web.enterprise.papers import show_papers
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import moving
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_visit, visit_address


@open_to(Door.COMPANY, Door.LINK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, reference: str) -> HttpResponse:
    """GET: choose another block, or read why not. POST: move."""
    row = one_visit(reference, actor=request.actor)
    step = moving.move if request.method == "POST" else moving.choose_new_block
    return step(request, row, _road(row))


@open_to(Door.COMPANY, Door.LINK)
@require_safe
def move_check(request: Request, reference: str) -> HttpResponse:
    """Check before you confirm: the old time and the new one side by side, and the reason."""
    row = one_visit(reference, actor=request.actor)
    return moving.check_move(request, row, _road(row))


@open_to(Door.COMPANY, Door.LINK)
@require_safe
def moved(request: Request, reference: str) -> HttpResponse:
    """The confirmation of a move, read from the record; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.BOOKED or not row.moves:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    rules = show_rules(request.park, row.service)
    service = one_service(row.service, park=request.park)
    context = {
        "visit": show_visit(row, qr_url=visit_address(request, row.reference)),
        "calendar_url": reverse("calendar_file", args=[row.reference]),
        "papers": show_papers(papers_of(row.reference, actor=request.actor)),
        "old": moving.old_place(request, row, service),
        "moves_left": max(rules.limits.moves_per_appointment - row.moves, 0),
    }
    return render(request, "enterprise/moved.html", context)


def _road(row: VisitRow) -> moving.MoveRoad:
    return moving.MoveRoad(
        templates="enterprise/",
        choose=reverse("move", args=[row.reference]),
        check=reverse("move_check", args=[row.reference]),
        done=reverse("moved", args=[row.reference]),
        links={
            StepCode.CANCEL_VISIT: reverse("cancel", args=[row.reference]),
            StepCode.KEEP_VISIT: reverse("appointment", args=[row.reference]),
            StepCode.BOOK_AGAIN: reverse("book", args=[row.service]),
        },
    )
