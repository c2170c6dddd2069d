"""Services, what is free of them, and what a move may state."""

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.field_errors import wrong_days
from gaiyue.api.filters import refuse_unknown
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.arguments import First, Last, OnlyLocation, ServiceCode
from gaiyue.api.schemas.catalogue import (
    Availability,
    Block,
    CircumstanceOut,
    Circumstances,
    Service,
    Services,
)
from gaiyue.base import clock
from gaiyue.booking.access import access_service
from gaiyue.booking.queries.blocks import Stretch, blocks_between
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.services import services as all_services
from gaiyue.policy.queries import limits_in_force

MOST_DAYS: Final = 62
A_FORTNIGHT: Final = timedelta(days=13)


@router.get(
    "/services",
    response=answers(Services),
    summary=_("全部事项"),
    description=_("现在可以预约的事项，每项带材料、地点、窗口和电话。"),
    operation_id="listServices",
    tags=["services"],
)
def services(request: Asked) -> HttpResponse:
    """Four queries."""
    return answer(Services(items=[Service.of(row) for row in all_services(request.park)]))


@router.get(
    "/services/{code}",
    response=answers(Service),
    summary=_("一个事项"),
    description=_("一个事项和办理它要知道的一切；暂停预约的也能查到。"),
    operation_id="getService",
    tags=["services"],
)
def service(request: Asked, code: ServiceCode) -> HttpResponse:
    """Four queries."""
    return answer(Service.of(one_service(code, park=request.park)))


@router.get(
    "/services/{code}/availability",
    response=answers(Availability),
    summary=_("空余时段"),
    description=_(
        "从 first 到 last（含）的时段和每个时段现在真正能约到的名额；不填日期就是从今天起两周，一次最多 62 天。"
        "马上要开始、来不及准备的时段和超出最远可约日期的时段不在内。"
    ),
    operation_id="listAvailability",
    tags=["services"],
)
def availability(
    request: Asked,
    code: ServiceCode,
    location: OnlyLocation = None,
    first: First = None,
    last: Last = None,
) -> HttpResponse:
    """Four queries."""
    since = first or clock.today()
    until = last or min(since, date.max - A_FORTNIGHT) + A_FORTNIGHT
    if wrong := wrong_days(since, until, most=MOST_DAYS):
        raise wrong
    refuse_unknown(request.park, location=location)
    stretch = Stretch(code, since, until, location or "")
    blocks = [Block.of(row) for row in blocks_between(request.park, stretch)]
    return answer(Availability(service=code, first=since, last=until, blocks=blocks))


@router.get(
    "/services/{code}/circumstances",
    response=answers(Circumstances),
    summary=_("特殊情况目录"),
    description=_("改约时可以填写的原因，以及每种特殊情况由谁决定、要什么材料；按现在生效的规则。"),
    operation_id="listCircumstances",
    tags=["services"],
)
def circumstances(request: Asked, code: ServiceCode) -> HttpResponse:
    """The catalogue of the edition in force."""
    access_service(code, park=request.park)
    limits, edition = limits_in_force(request.park, code, clock.now())
    return answer(
        Circumstances(
            service=code,
            edition=edition.code,
            statement_required=limits.statement_required,
            items=[CircumstanceOut.of(one, limits) for one in limits.circumstances],
        )
    )
