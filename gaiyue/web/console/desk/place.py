"""Where the clerk sits: the counter or at least the building, remembered in a cookie of this machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gaiyue.booking.queries.hall import CounterRow, counters
from gaiyue.people.permissions import May
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.switches import A_YEAR_S, back_to

COOKIE: Final = "desk"


@dataclass(frozen=True, slots=True)
class Desk:
    """The place: codes and names; no `counter` for who sits at none, no `location` for who has not said."""

    location: str = ""
    location_name: str = ""
    counter: int | None = None
    counter_name: str = ""


@dataclass(frozen=True, slots=True)
class Building:
    """One location of the choice, with its counters as (id, name, what they do in words)."""

    code: str
    name: str
    counters: tuple[tuple[int, str, str], ...]


def desk_of(request: Request, rows: Sequence[CounterRow]) -> Desk:
    """The place that this machine remembers, when it is still there."""
    location, _colon, number = request.COOKIES.get(COOKIE, "").partition(":")
    for row in rows:
        if row.location == location and str(row.id) == number:
            return Desk(location, _place(row), row.id, in_language(row.name_zh, row.name_en))
    for row in rows:
        if row.location == location:
            return Desk(location, _place(row))
    return Desk()


def buildings(rows: Sequence[CounterRow], services: Mapping[str, str]) -> list[Building]:
    """What can be chosen, by location; `services` names them by code."""
    found = []
    for code, group in groupby(rows, key=lambda row: row.location):
        there = list(group)
        names = tuple(
            (row.id, in_language(row.name_zh, row.name_en), _does(row, services)) for row in there
        )
        found.append(Building(code, _place(there[0]), names))
    return found


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def choose(request: Request) -> HttpResponse:
    """Remember "location" or "location:counter" on this machine; anything else forgets it."""
    wanted = request.POST.get("place", "")
    rows = counters(request.park)
    known = {row.location for row in rows}
    known |= {f"{row.location}:{row.id}" for row in rows}
    answer = HttpResponseRedirect(
        back_to(request, request.POST.get("next"), otherwise=reverse("console_today"))
    )
    if wanted in known:
        answer.set_cookie(COOKIE, wanted, max_age=A_YEAR_S, samesite="Lax", httponly=True)
        messages.success(request, _("已记住您的位置，这台电脑下次打开还是这里。"))
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def _place(row: CounterRow) -> str:
    return in_language(row.location_zh, row.location_en)


def _does(row: CounterRow, services: Mapping[str, str]) -> str:
    return _("、").join(services[code] for code in row.services if code in services)
