"""The counter's day, for the systems of departments."""

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.filters import refuse_unknown
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.appointments import Appointment, Board
from gaiyue.api.schemas.arguments import On, OnlyLocation, OnlyService
from gaiyue.base import clock
from gaiyue.base.errors import NotThere
from gaiyue.booking.queries import board as counter
from gaiyue.people.permissions import May, may


@router.get(
    "/board",
    response=answers(Board),
    summary=_("一天的预约"),
    description=_(
        "一天里占着名额的全部预约，按时间排列，最多 500 条；可以只看一个地点或一个事项。不填 on 就是今天。"
        "只有园区工作人员的令牌可以。"
    ),
    operation_id="getBoard",
    tags=["staff"],
)
def board(
    request: Asked,
    on: On = None,
    location: OnlyLocation = None,
    service: OnlyService = None,
) -> HttpResponse:
    """As the page that is printed."""
    if not may(request.actor, May.SEE_BOARD):
        raise NotThere("board")
    refuse_unknown(request.park, service=service, location=location)
    day = on or clock.today()
    asked = counter.Board(day, location or "", (service,) if service else ())
    rows = counter.whole_day(asked, actor=request.actor)
    return answer(Board(on=day, items=[Appointment.of(row, request.actor) for row in rows]))
