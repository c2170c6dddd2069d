"""How a system is connected: the page for those who write the program."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gaiyue.people.permissions import May, may
from gaiyue.web.developers.document import (
    code_tables,
    document,
    groups,
    problems,
    quickstart,
    refusal,
    statuses,
)
from gaiyue.web.developers.here import things_here
from gaiyue.web.shared.doors import Door, Request, open_to


@open_to(Door.EVERYBODY)
@require_safe
def guide(request: Request) -> HttpResponse:
    """Everything that can be asked, from the document, with a call for each."""
    found = groups(request.build_absolute_uri("/").rstrip("/"), things_here(request.park))
    context = {
        "groups": found,
        "quickstart": quickstart(found),
        "statuses": statuses(),
        "tables": code_tables(),
        "refusal": refusal(get_language() or ""),
        "problems": problems(),
        "document_url": f"{get_script_prefix()}api/v1/openapi.json",  # no page: not among our addresses
        "version": document()["info"]["version"],
        "rate": settings.GAIYUE_API_RATE,
        "may_keep_staff_tokens": may(request.actor, May.KEEP_TOKENS),
        "is_company": request.person is not None and not request.person.staff_role,
    }
    return render(request, "developers/guide.html", context)
