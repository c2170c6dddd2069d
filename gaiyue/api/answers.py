"""Answers of the routes: a type written once by pydantic, and which problems a route may have."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse

from gaiyue.api.schemas.problems import InvalidProblem, ProblemOut, RefusedProblem
from gaiyue.api.schemas.words import Outgoing

ALWAYS: Final = (400, 401, 404, 422, 429, 500, 503)
"""What every route may answer."""
ACTING: Final = (409, 411, 413, 415)
"""What a route that changes something may answer besides."""

NOT_KEPT: Final = {"Cache-Control": "no-store"}
"""Headers of an answer that holds for the moment in which it was asked for."""

TYPES: Final[Mapping[int, type[Outgoing]]] = {
    404: InvalidProblem,
    409: RefusedProblem,
    422: InvalidProblem,
}


def answers(good: type[Outgoing], *more: int, status: int = 200) -> dict[int, type[Outgoing]]:
    """The types of a route's answers by status, for ninja."""
    statuses = sorted({*ALWAYS, *more})
    return {status: good, **{code: TYPES.get(code, ProblemOut) for code in statuses}}


def answer(found: Outgoing, *, status: int = 200, headers: Any = None) -> HttpResponse:
    """The answer; built from our own type, it needs no second look."""
    body = found.model_dump_json()
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)
