"""The picture that browsers ask for by its fixed address, whatever a page says."""

from django.http import HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from gaiyue.web.shared.doors import Door, Request, open_to


@open_to(Door.EVERYBODY)
@require_safe
def favicon(_: Request) -> HttpResponse:
    """Lead to the drawing among the static files."""
    return HttpResponseRedirect(static("img/favicon.svg"))
