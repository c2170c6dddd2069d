"""Refuse what a route doesn't read, parameters and bodies: what was misspelt must not be answered as if it weren't."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest

from gaiyue.api.field_errors import at_parameter, unexpected_body
from gaiyue.api.openapi import plain_document
from gaiyue.api.problems import invalid

_ARGUMENT: Final = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
NOTHING: Final = (b"", b"{}")
"""What many a program sends where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What an operation reads, by the document."""

    parameters: frozenset[str]
    body: bool


def refuse_what_is_not_read(request: HttpRequest, route: str) -> None:
    """A problem for each parameter that this route (Django's) doesn't have or has once, and for an unread body."""
    has_query, has_body = request.META.get("QUERY_STRING"), _carries_body(request)
    if not (has_query or has_body):
        return
    path = "/" + _ARGUMENT.sub(r"{\1}", route)
    reads = _known().get((request.method or "", path))
    if reads is None:
        return  # another method: ninja says so
    wrong = [
        at_parameter("unknown_parameter", one) for one in request.GET if one not in reads.parameters
    ]
    wrong += [
        at_parameter("repeated_parameter", name)
        for name, all_ in request.GET.lists()
        if len(all_) > 1
    ]
    if has_body and not reads.body and request.body.strip() not in NOTHING:
        wrong.append(unexpected_body())
    if wrong:
        raise invalid(*wrong)


def _carries_body(request: HttpRequest) -> bool:
    return request.META.get("CONTENT_LENGTH") not in (None, "", "0")


@cache
def _known() -> Mapping[tuple[str, str], Reads]:
    """Method and path → what is read there."""
    return {
        (method.upper(), path): Reads(
            frozenset(one["name"] for one in operation["parameters"] if one["in"] == "query"),
            "requestBody" in operation,
        )
        for path, operations in plain_document()["paths"].items()
        for method, operation in operations.items()
    }
