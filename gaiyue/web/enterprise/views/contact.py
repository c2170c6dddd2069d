"""Correct whom to reach about a visit of one's own."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import contacting


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, reference: str) -> HttpResponse:
    """GET: the form as the visit has it. POST: correct."""
    row = one_visit(reference, actor=request.actor)
    road = contacting.ContactRoad(
        template="enterprise/contact.html",
        act=reverse("contact", args=[row.reference]),
        visit=reverse("appointment", args=[row.reference]),
    )
    step = contacting.correct if request.method == "POST" else contacting.show_contact
    return step(request, row, road)
