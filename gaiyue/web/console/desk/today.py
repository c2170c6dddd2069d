"""The counter's day: find by code, check in, complete, no-show."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.base import clock
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.services import locations, services
from gaiyue.booking.queries.visits import PAGE, Board, counts_on_board, find, on_board
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.policy.decision import Refused
from gaiyue.policy.wording import explain
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.show import show_location, show_service, show_visit
from gaiyue.web.shared.switches import back_to

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""Days that a board can be asked for; any other is today."""


@open_to(Door.STAFF)
@require_safe
def today(request: Request) -> HttpResponse:
    """The board of a day (?on=, today by default), and the visit of a code (?code=)."""
    board = Board(
        on=_day(request.GET.get("on", "")),
        location=request.GET.get("location", ""),
        service=request.GET.get("service", ""),
    )
    found = on_board(board, actor=request.actor, page=page_number(request))
    typed = request.GET.get("code", "").strip()[:64]
    visit = find(typed, actor=request.actor) if typed else None
    context = {
        "on": board.on,
        "locations": [
            show_location(place, is_chosen=place.code == board.location)
            for place in locations(request.park)
        ],
        "services": [
            show_service(row, is_chosen=row.code == board.service) for row in services(request.park)
        ],
        "rows": as_page(
            [show_visit(row) for row in found.rows],
            total=found.total,
            number=found.number,
            size=PAGE,
        ),
        "counts": counts_on_board(board, actor=request.actor),
        "code": typed,
        "found": show_visit(visit) if visit else None,
        "code_error": _("没有这个预约号。请核对一遍：9 位字母和数字，没有 0、O、1、I。")
        if typed and visit is None
        else "",
        "query": query_without_page(request),
        "previous_url": _on(request, board, -1),
        "next_url": _on(request, board, 1),
    }
    return render(request, "console/desk/today.html", context)


@open_to(Door.STAFF)
@require_POST
def check_visit_in(request: Request, reference: str) -> HttpResponse:
    """The company is here."""
    return _act(request, reference, check_in, _("已签到：%(name)s"))


@open_to(Door.STAFF)
@require_POST
def complete(request: Request, reference: str) -> HttpResponse:
    """The visit is done."""
    return _act(request, reference, complete_visit, _("已办完：%(name)s"))


@open_to(Door.STAFF)
@require_POST
def no_show(request: Request, reference: str) -> HttpResponse:
    """Nobody came."""
    return _act(request, reference, mark_no_show, _("已记为未到：%(name)s"))


def _act(request: Request, reference: str, deed: Callable[..., None], done: str) -> HttpResponse:
    row = one_visit(reference, actor=request.actor)
    try:
        deed(row.reference, actor=request.actor)
    except Refused as no:
        said = explain(no.decision)
        steps = (label for _code, label in said.next_steps)
        messages.error(request, " ".join((said.verdict, *said.reasons, *steps)))
    else:
        messages.success(request, done % {"name": row.enterprise_name})
    return HttpResponseRedirect(
        back_to(request, request.POST.get("next"), otherwise=reverse("console_today"))
    )


def _day(asked: str) -> date:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return clock.today()
    return day if FIRST < day < LAST else clock.today()


def _on(request: Request, board: Board, days: int) -> str:
    query = {"on": (board.on + timedelta(days=days)).isoformat()}
    query |= {name: request.GET[name] for name in ("location", "service") if request.GET.get(name)}
    return f"?{urlencode(query)}"
