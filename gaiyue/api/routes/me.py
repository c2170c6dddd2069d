"""Whom the token acts as."""

from django.http import HttpResponse
from django.utils.translation import gettext_noop as _

from gaiyue.api.answers import answer, answers
from gaiyue.api.auth import Asked
from gaiyue.api.routes.router import router
from gaiyue.api.schemas.me import Me


@router.get(
    "/me",
    response=answers(Me),
    summary=_("这个令牌代表谁"),
    description=_("令牌代表哪家企业或园区的哪种岗位，什么时候到期。用来检查令牌是否可用。"),
    operation_id="me",
    tags=["token"],
)
def me(request: Asked) -> HttpResponse:
    """What the authorization has found out."""
    return answer(Me.of(request.bearer))
