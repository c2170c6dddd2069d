"""Problems as types, for the OpenAPI; problems.py makes the answers."""

from django.utils.translation import gettext_noop as _
from pydantic import Field

from gaiyue.api.schemas.decisions import Deadline, Edition, NextStep, Reason
from gaiyue.api.schemas.words import Moment, Outgoing


class FieldProblem(Outgoing):
    """One field that is wrong."""

    code: str = Field(examples=["missing"])
    detail: str
    pointer: str = Field(
        default="",
        description=_("在请求内容里的位置（JSON Pointer）。"),
        examples=["#/contact/phone"],
    )
    parameter: str = Field(default="", description=_("地址里的参数名。"))
    header: str = Field(default="", description=_("请求头的名称。"))


class ProblemOut(Outgoing):
    """What went wrong, as RFC 9457 says it."""

    type: str = Field(
        description=_("这一类问题的说明所在的地址。"), examples=["/api/#problem-not-there"]
    )
    title: str
    status: int
    detail: str = Field(description=_("给人看的一句话，按 Accept-Language 的语言。"))
    code: str = Field(description=_("给程序看的编码，不随语言变。"))


class InvalidProblem(ProblemOut):
    """Fields that are wrong, or a deed that was not accepted as it was put."""

    errors: list[FieldProblem] = Field(default=[], description=_("每一处填得不对的地方。"))


class RefusedProblem(ProblemOut):
    """The rules said no: every reason at once, by which edition, until when, and what to do next."""

    deed: str
    asked_at: Moment
    reasons: list[Reason]
    notes: list[Reason]
    deadline: Deadline | None
    next_steps: list[NextStep]
    edition: Edition
