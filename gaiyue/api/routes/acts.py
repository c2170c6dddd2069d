"""Book, move and cancel visits, and what the counter does with them: the deeds of the pages."""

from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import ACTING, answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.appointments import Appointment, NewAppointment, NewCancellation, NewMove
from gaiyue.api.schemas.arguments import KeyInHeader, Reference
from gaiyue.api.whom import company_of, pointing
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in as check_in_visit
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.visits import visit

NO_NOTE: Final = NewCancellation()


@router.post(
    "/appointments",
    response=answers(Appointment, *ACTING, status=201),
    summary=_("预约"),
    description=_(
        "预约一个时段。按规则不能约时回答 409，带全部原因、截止时间和下一步；用同一个幂等键再发，得到同一个预约。"
    ),
    operation_id="bookAppointment",
    tags=["appointments"],
)
def book(request: Asked, new: NewAppointment, key: KeyInHeader) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    company = company_of(request, new.enterprise, pointer="#/enterprise")
    with pointing({str(new.block): "#/block", company: "#/enterprise"}):
        reference = book_appointment(
            new.block,
            enterprise=company,
            actor=request.actor,
            contact=Contact(new.contact.name, new.contact.phone),
            key=key,
        )
    there = {"Location": f"{request.path}/{reference}"}
    return _as_it_is(request, reference, status=201, headers=there)


@router.post(
    "/appointments/{reference}/move",
    response=answers(Appointment, *ACTING),
    summary=_("改约"),
    description=_(
        "把预约改到另一个时段，一步完成：新的约不上，原来的不动。预约号不变。按规则不能改时回答 409。"
    ),
    operation_id="moveAppointment",
    tags=["appointments"],
)
def move(
    request: Asked,
    reference: Reference,
    new: NewMove,
    key: KeyInHeader,
) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    with pointing({str(new.block): "#/block"}):
        moved = move_appointment(
            reference,
            to_block=new.block,
            actor=request.actor,
            statement=Statement(new.statement.circumstance, new.statement.note),
            key=key,
        )
    return _as_it_is(request, moved)


@router.post(
    "/appointments/{reference}/cancel",
    response=answers(Appointment, *ACTING),
    summary=_("取消"),
    description=_("取消预约，名额马上放出；不写说明时可以不带内容。按规则不能取消时回答 409。"),
    operation_id="cancelAppointment",
    tags=["appointments"],
)
def cancel(
    request: Asked,
    reference: Reference,
    key: KeyInHeader,
    new: NewCancellation = NO_NOTE,
) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    cancel_appointment(reference, actor=request.actor, note=new.note, key=key)
    return _as_it_is(request, reference)


@router.post(
    "/appointments/{reference}/check-in",
    response=answers(Appointment, 409),
    summary=_("签到"),
    description=_(
        "企业到了窗口；只有园区工作人员的令牌可以。已经签到的再签一次没有变化，所以不用幂等键。"
    ),
    operation_id="checkIn",
    tags=["staff"],
)
def check_in(request: Asked, reference: Reference) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    check_in_visit(reference, actor=request.actor)
    return _as_it_is(request, reference)


@router.post(
    "/appointments/{reference}/complete",
    response=answers(Appointment, 409),
    summary=_("办结"),
    description=_("这次预约办完了；只有园区工作人员的令牌可以。已经办结的再办结一次没有变化。"),
    operation_id="completeAppointment",
    tags=["staff"],
)
def complete(request: Asked, reference: Reference) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    complete_visit(reference, actor=request.actor)
    return _as_it_is(request, reference)


@router.post(
    "/appointments/{reference}/no-show",
    response=answers(Appointment, 409),
    summary=_("未到场"),
    description=_(
        "到了时间企业没有来；只有园区工作人员的令牌可以。园区自己停办的时段不能记。已经记过的再记一次没有变化。"
    ),
    operation_id="markNoShow",
    tags=["staff"],
)
def no_show(request: Asked, reference: Reference) -> HttpResponse:
    """The deed, and then the visit as anybody reads it."""
    mark_no_show(reference, actor=request.actor)
    return _as_it_is(request, reference)


def _as_it_is(request: Asked, reference: str, **more: object) -> HttpResponse:
    row = visit(reference, actor=request.actor)
    return answer(Appointment.of(row, request.actor), **more)  # type: ignore[arg-type]
