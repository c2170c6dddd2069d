"""Read visits: a company's own, one of them, and what happened to it."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.field_errors import at_parameter, missing
from gaiyue.api.filters import refuse_unknown
from gaiyue.api.history import entries
from gaiyue.api.problems import invalid
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.appointments import Appointment, Appointments, History
from gaiyue.api.schemas.arguments import ForCompany, OnlyService, OnlyState, Page, Reference, When
from gaiyue.base.errors import NotThere
from gaiyue.booking.queries.visits import VisitPage, past, upcoming, visit
from gaiyue.booking.queries.wanted import Wanted
from gaiyue.booking.states import LIVE, State
from gaiyue.people.permissions import May, may


@router.get(
    "/appointments",
    response=answers(Appointments),
    summary=_("预约列表"),
    description=_(
        "一家企业的预约，每页 20 条：when=upcoming 是还没办的，最近的在前；when=past 是办完、取消和没来的，"
        "最新的在前。不填 when 时，按 state 是其中哪一种来选。园区工作人员的令牌要填 enterprise。"
        "前后页的地址在响应头 Link 里。"
    ),
    operation_id="listAppointments",
    tags=["appointments"],
)
def appointments(
    request: Asked,
    when: When = None,
    service: OnlyService = None,
    state: OnlyState = None,
    enterprise: ForCompany = None,
    page: Page = None,
) -> HttpResponse:
    """At most three queries, and one for each service among the booked ones."""
    mine = _companies(request, enterprise)
    refuse_unknown(request.park, service=service)
    wanted = Wanted(service=service or "", state=state or "")
    number = page or 1
    found = _find(when, state)(request.park, enterprises=mine, page=number, wanted=wanted)
    rows = found.rows if found.number == number else ()  # a page beyond the last is empty
    listed = Appointments(
        items=[Appointment.of(row, request.actor) for row in rows],
        total=found.total,
        page=number,
        pages=found.pages,
    )
    return answer(listed, headers=_links(request, found))


@router.get(
    "/appointments/{reference}",
    response=answers(Appointment),
    summary=_("一个预约"),
    description=_("一个预约现在的样子。带 If-None-Match 再问，没有变化时回答 304。"),
    operation_id="getAppointment",
    tags=["appointments"],
)
def appointment(request: Asked, reference: Reference) -> HttpResponse:
    """One query, four while it is booked."""
    return answer(Appointment.of(visit(reference, actor=request.actor), request.actor))


@router.get(
    "/appointments/{reference}/history",
    response=answers(History),
    summary=_("一个预约的经过"),
    description=_("预约以来发生的每一件事，最新的在前。"),
    operation_id="getHistory",
    tags=["appointments"],
)
def history(request: Asked, reference: Reference) -> HttpResponse:
    """Three queries more than the visit itself."""
    row = visit(reference, actor=request.actor)
    return answer(History(items=entries(row, actor=request.actor)))


def _find(when: str | None, state: State | None) -> Callable[..., VisitPage]:
    """Which list: the one that was asked for, or the one that has visits of this state."""
    is_ahead = state is None or state in LIVE
    if state is not None and when is not None and (when == "upcoming") != is_ahead:
        raise invalid(at_parameter("state_of_other_time", "state"))
    return upcoming if when == "upcoming" or (when is None and is_ahead) else past


def _companies(request: Asked, enterprise: str | None) -> frozenset[str]:
    """Whose visits: the token's own company, or for staff the one that they name."""
    if enterprise is None:
        if not request.actor.scope:
            raise missing(parameter="enterprise")
        return request.actor.scope
    if not may(request.actor, May.SEE_VISIT, of=enterprise):
        raise NotThere(enterprise)
    return frozenset({enterprise})


def _links(request: Asked, found: VisitPage) -> dict[str, str]:
    pages = {"first": 1, "prev": found.number - 1, "next": found.number + 1, "last": found.pages}
    there = {rel: number for rel, number in pages.items() if 1 <= number <= found.pages}
    query = {name: value for name, value in request.GET.items() if name != "page"}
    return {
        "Link": ", ".join(
            f'<{request.path}?{urlencode({**query, "page": number})}>; rel="{rel}"'
            for rel, number in there.items()
        )
    }
