"""Refuse a parameter that a route doesn't know: a filter that was misspelt must not answer with everything."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from django.http import HttpRequest

from gaiyue.api.field_errors import unknown_parameter
from gaiyue.api.openapi import plain_document
from gaiyue.api.problems import invalid

_ARGUMENT: Final = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


def refuse_unknown_parameters(request: HttpRequest, route: str) -> None:
    """A problem for each parameter of the address that the document doesn't have for this route (Django's)."""
    if not request.META.get("QUERY_STRING"):
        return
    path = "/" + _ARGUMENT.sub(r"{\1}", route)
    known = _known().get((request.method or "", path), frozenset())
    if foreign := [name for name in request.GET if name not in known]:
        raise invalid(*(unknown_parameter(name) for name in foreign))


@cache
def _known() -> Mapping[tuple[str, str], frozenset[str]]:
    """Method and path → the names of its parameters in the query."""
    return {
        (method.upper(), path): frozenset(
            one["name"] for one in operation["parameters"] if one["in"] == "query"
        )
        for path, operations in plain_document()["paths"].items()
        for method, operation in operations.items()
    }
