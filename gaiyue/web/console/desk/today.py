"""The counter's day: find by code, see who waits, who is expected, who is done and who was forgotten."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries import board as boards
from gaiyue.booking.queries.board import Board
from gaiyue.booking.queries.hall import counters
from gaiyue.booking.queries.services import ServiceRow, locations, services
from gaiyue.booking.queries.visits import PAGE, VisitPage
from gaiyue.people.permissions import May
from gaiyue.people.queries import department_of
from gaiyue.web.console.desk.acts import LAST
from gaiyue.web.console.desk.place import Desk, buildings, desk_of
from gaiyue.web.console.desk.scanned import is_search, read_code, say_not_found
from gaiyue.web.console.desk.shown import ShownRow, show_row, show_rows
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import new_key
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.show import ShownLocation, ShownService, show_location, show_service

FIRST, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Days that a board can be asked for; any other is today."""
MINE, ALL = "mine", "all"
"""What the filter of services says besides one code: those of the reader's department, or every one."""
VIEWS: Final = ("todo", "done", "day", "old")
JUST_DONE = 5


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def today(request: Request) -> HttpResponse:
    """The board of a day (?on=, today by default), and the visit of a code (?code=); what is no code is searched."""
    if is_search(typed := request.GET.get("code", "")):
        return HttpResponseRedirect(f"{reverse('console_find')}?{urlencode({'q': typed.strip()})}")
    rows = services(request.park)
    mine = _mine(rows, department_of(request.actor))
    places = counters(request.park)
    desk = desk_of(request, places)
    chosen = _chosen_service(request, rows, mine)
    board = Board(
        on=_day(request.GET.get("on", "")),
        location=_location(request, desk),
        services={MINE: mine, ALL: ()}.get(chosen, (chosen,)),
    )
    view = asked if (asked := request.GET.get("show")) in VIEWS else VIEWS[0]
    shown_locations = [
        show_location(place, is_chosen=place.code == board.location)
        for place in locations(request.park)
    ]
    shown_services = [show_service(row, is_chosen=row.code == chosen) for row in rows]
    context = {
        "on": board.on,
        "today": clock.today(),
        "board": board,
        "view": view,
        "locations": shown_locations,
        "services": shown_services,
        "service_choice": chosen,
        "shown_place": _chosen_name(shown_locations) or _("全部地点"),
        "shown_services": _("本科室的事项")
        if chosen == MINE
        else _chosen_name(shown_services) or _("全部事项"),
        "has_mine": bool(mine),
        "desk": desk,
        "buildings": buildings(places, {one.code: one.name for one in shown_services}),
        "counts": boards.counts_on_board(board, actor=request.actor),
        "forgotten": boards.count_forgotten(board, actor=request.actor),
        "last": _last(request),
        "query": query_without_page(request),
        "here": _here(request),
        "next_key": new_key(),
        "live_where": _live_where(board),
        **_days(request, board),
        **_listed(request, board, view),
        **_found(request, board),
    }
    return render(request, "console/desk/today.html", context)


def _listed(request: Request, board: Board, view: str) -> dict[str, Any]:
    actor, number = request.actor, page_number(request)
    if view == "day":
        return {"rows": show_rows(boards.whole_day(board, actor=actor))}
    listing = {"todo": boards.unfinished, "done": boards.finished, "old": boards.forgotten}[view]
    page: VisitPage = listing(board, actor=actor, page=number)
    shown = as_page(show_rows(page.rows), total=page.total, number=page.number, size=PAGE)
    just_done = boards.finished(board, actor=actor).rows[:JUST_DONE] if view == "todo" else ()
    return {"rows": shown.object_list, "page": shown, "just_done": show_rows(just_done)}


def _found(request: Request, board: Board) -> dict[str, Any]:
    typed = request.GET.get("code", "").strip()
    if not typed:
        return {"code": ""}
    code = read_code(typed)
    row = boards.find(code, actor=request.actor)
    if row is None:
        return {"code": typed[:64], "code_error": say_not_found(code)}
    return {
        "code": "",
        "found": show_row(row),
        "is_elsewhere": bool(board.location) and row.location != board.location,
        "is_later": row.on > clock.today(),
        "is_earlier": row.on < clock.today(),
    }


def _last(request: Request) -> ShownRow | None:
    """What this machine did within the last minute, for as long as it can be taken back."""
    reference = request.COOKIES.get(LAST, "")
    row = boards.find(reference, actor=request.actor) if reference else None
    shown = show_row(row) if row else None
    return shown if shown and shown.visit.undo else None


def _mine(rows: list[ServiceRow], department: str) -> tuple[str, ...]:
    return tuple(row.code for row in rows if department and row.department == department)


def _chosen_service(request: Request, rows: list[ServiceRow], mine: tuple[str, ...]) -> str:
    asked = request.GET.get("service", "")
    if asked == ALL or asked in {row.code for row in rows}:
        return asked
    return MINE if mine else ALL


def _chosen_name(them: Iterable[ShownLocation | ShownService]) -> str:
    return next((one.name for one in them if one.is_chosen), "")


def _location(request: Request, desk: Desk) -> str:
    """As asked; without asking, where this machine stands. An empty answer is "everywhere", on purpose."""
    return request.GET.get("location", desk.location)


def _day(asked: str) -> date:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return clock.today()
    return day if FIRST < day < LAST_DAY else clock.today()


def _days(request: Request, board: Board) -> dict[str, str]:
    kept = {name: request.GET[name] for name in ("location", "service") if name in request.GET}

    def on(day: date) -> str:
        return f"?{urlencode(kept | {'on': day.isoformat()})}"

    def show(view: str) -> str:
        return f"{on(board.on)}&show={view}"

    step = timedelta(days=1)
    return {
        "previous_url": on(board.on - step),
        "next_url": on(board.on + step),
        "today_url": f"?{urlencode(kept)}",
        **{f"{view}_url": show(view) for view in VIEWS},
    }


def _here(request: Request) -> str:
    """This page without the code: where the next company is received."""
    rest = request.GET.copy()
    rest.pop("code", None)
    return f"{request.path}?{rest.urlencode()}" if rest else request.path


def _live_where(board: Board) -> str:
    where = {"on": board.on.isoformat(), "location": board.location}
    return urlencode({name: value for name, value in where.items() if value})
