"""The OpenAPI document itself, in the reader's language; it needs no token."""

import json

from django.http import HttpRequest, HttpResponse

from gaiyue.api.openapi import document_now
from gaiyue.api.problems import answer, wrong_method


def document(request: HttpRequest) -> HttpResponse:
    """The document as it is compared with its snapshot, translated."""
    if request.method != "GET":
        return answer(wrong_method("GET"))
    body = json.dumps(document_now(), ensure_ascii=False)
    return HttpResponse(body, content_type="application/json")
