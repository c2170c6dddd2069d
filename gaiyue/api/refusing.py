"""What deeds and rules answer instead of a result, as problems: one table for all routes."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import structlog
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gaiyue.api.field_errors import problem_of
from gaiyue.api.problems import Problem, answer, not_there
from gaiyue.api.schemas.decisions import Decision
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import Again
from gaiyue.booking.wording import say_refusal
from gaiyue.jobs.idempotency import KeyReused
from gaiyue.policy.decision import Refused

BUSY_S: Final = 2
log = structlog.get_logger()


def as_problem(error: Exception) -> Problem:
    """The problem that an error is. What nobody foresaw is a bug: it is logged, and told apart from all else."""
    for kind, say in SAID.items():
        if isinstance(error, kind):
            return say(error)
    log.error("api.broken", exc_info=error)
    said = _("系统出错，已经记录下来；这次请求可能没有办理，请用同一个幂等键再试一次。")
    return Problem("broken", "broken", said)


def _itself(problem: Problem) -> Problem:
    return problem


def _refused(no: Refused) -> Problem:
    decision = Decision.of(no.decision)
    said = decision.model_dump(mode="json", exclude={"allowed", "verdict"})
    return Problem("refused", no.code, decision.verdict, **said)


def _key_reused(no: KeyReused) -> Problem:
    said = _("这个幂等键已经用于另一个内容不同的请求，所以没有办理。新的事请用新的键。")
    return Problem("key-reused", no.code, said)


def _not_accepted(no: Refusal) -> Problem:
    return Problem("not-accepted", no.code, say_refusal(no))


def _of_ninja(error: HttpError) -> Problem:
    if isinstance(error.__cause__, Problem):
        return error.__cause__  # ninja wraps whatever its parser raises
    return Problem("malformed", "malformed", _("请求不能读取，请对照接口文档核对。"))


def _fields(error: ValidationError) -> Problem:
    return problem_of(error.errors)


def _busy(_error: Exception) -> Problem:
    """Rolled back for certain: the rows that others wrote stood in its way."""
    said = _("现在同时办理的人太多，这次没有办成，也没有改变什么。请用同一个幂等键再试一次。")
    return Problem("unavailable", "busy", said, headers={"Retry-After": str(BUSY_S)})


def _lost(_error: Exception) -> Problem:
    """Who lost the database can't tell whether the COMMIT came through, or fell only after it, reading the answer."""
    said = _(
        "系统这会儿连不上数据库，这次可能没有办成。请用同一个幂等键再试一次，办成了的不会再办一次。"
    )
    return Problem("unavailable", "lost", said, headers={"Retry-After": str(BUSY_S)})


def _nothing(_error: Exception) -> Problem:
    return not_there()


SAID: Final[Mapping[type[Exception], Callable[[Any], Problem]]] = {
    Problem: _itself,
    Refused: _refused,
    KeyReused: _key_reused,
    Refusal: _not_accepted,
    NotThere: _nothing,
    Http404: _nothing,
    ValidationError: _fields,
    HttpError: _of_ninja,
    SuspiciousOperation: lambda _error: _of_ninja(HttpError(400, "")),
    Again: _busy,
    IntegrityError: _busy,
    OperationalError: _lost,
    InterfaceError: _lost,
}
"""Error → problem; the first that fits, so that the narrower ones stand above."""


def answer_errors(api: NinjaAPI) -> None:
    """Let the routes of the API answer every error by the table."""

    def handle(request: HttpRequest, error: Any) -> HttpResponse:
        problem = as_problem(error)
        if problem.kind == "broken":
            got_request_exception.send(sender=None, request=request)
        return answer(problem)

    for kind in (*SAID, Exception):
        api.add_exception_handler(kind, handle)
