"""Ask what would be answered: the decision of the same rule on the same facts, and nothing is changed."""

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import NOT_KEPT, answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.arguments import BlockId, ForCompany, NewBlock, Reference
from gaiyue.api.schemas.decisions import Decision
from gaiyue.api.whom import company_of
from gaiyue.booking.book import preview_booking
from gaiyue.booking.cancel import preview_cancelling
from gaiyue.booking.move import preview_move
from gaiyue.policy.decision import Decision as Decided


@router.get(
    "/blocks/{block}/preview",
    response=answers(Decision),
    summary=_("能不能预约"),
    description=_(
        "现在预约这个时段会得到什么答复：能不能、全部原因、最晚什么时候可以改、下一步。什么都不会改变。"
    ),
    operation_id="previewBooking",
    tags=["previews"],
)
def preview_book(request: Asked, block: BlockId, enterprise: ForCompany = None) -> HttpResponse:
    """What book would answer."""
    company = company_of(request, enterprise, parameter="enterprise")
    return _said(preview_booking(block, enterprise=company, actor=request.actor))


@router.get(
    "/appointments/{reference}/move/preview",
    response=answers(Decision),
    summary=_("能不能改约"),
    description=_(
        "现在改约会得到什么答复。不填 block 时只回答这个预约能不能改；填了就连同新时段一起判断，改约的原因除外。"
    ),
    operation_id="previewMove",
    tags=["previews"],
)
def preview_moving(request: Asked, reference: Reference, block: NewBlock = None) -> HttpResponse:
    """What move would answer."""
    return _said(preview_move(reference, actor=request.actor, to_block=block))


@router.get(
    "/appointments/{reference}/cancel/preview",
    response=answers(Decision),
    summary=_("能不能取消"),
    description=_("现在取消会得到什么答复，最晚什么时候可以取消。"),
    operation_id="previewCancelling",
    tags=["previews"],
)
def preview_cancel(request: Asked, reference: Reference) -> HttpResponse:
    """What cancel would answer."""
    return _said(preview_cancelling(reference, actor=request.actor))


def _said(decision: Decided) -> HttpResponse:
    return answer(Decision.of(decision), headers=NOT_KEPT)
